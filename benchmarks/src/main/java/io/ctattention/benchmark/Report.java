package io.ctattention.benchmark;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Prints what the programs measured as Markdown tables, and keeps it as JSON. */
final class Report {

    private static final List<String> NETWORKS = List.of("baseline", "cbam");

    private static final Map<String, String> ROWS = new LinkedHashMap<>();

    static {
        ROWS.put("pytorch", "PyTorch as installed");
        ROWS.put("pytorch+allocator", "PyTorch, allocator settings");
        ROWS.put("djl", "plain DJL loop as installed");
        ROWS.put("djl+allocator", "plain DJL loop, allocator settings");
        ROWS.put("bytedeco", "Bytedeco's PyTorch as installed");
        ROWS.put("bytedeco+allocator", "Bytedeco's PyTorch, allocator settings");
        ROWS.put("ours", "ours, as `./ct-attention` runs it");
    }

    private final List<Measurement> lines;
    private final StringBuilder text = new StringBuilder();

    private Report(List<Measurement> lines) {
        this.lines = lines;
    }

    /** Arguments: the file of lines, and the JSON file to write. */
    public static void main(String[] args) throws IOException {
        Report report = new Report(Measurement.read(Path.of(args[0])));
        Path json = Path.of(args[1]);
        report.head();
        report.epochs();
        report.trainings();
        report.predictions();
        report.explanations();
        report.jmh();
        System.out.print(report.text);
        Files.createDirectories(json.toAbsolutePath().getParent());
        Files.writeString(json, report.json());
        System.out.println("\nJSON: " + json);
    }

    private void head() {
        Machine.describe().forEach((key, value) -> row(key, value));
        row("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        for (String name : ROWS.keySet()) {
            if (!name.contains("+")) {
                texts(name, "versions").findFirst().ifPresent(found -> row(name, found));
                texts(name, "missing").findFirst().ifPresent(why -> row(name, "missing: " + why));
            }
        }
        row("Slices", texts("slices", "text").findFirst().orElse("-"));
        row("Rounds, in turn", values("settings", null, "rounds").text(0));
        row("Epochs timed a round", values("settings", null, "epochs").text(0));
        row("Load before (1 min)", values("machine", null, "load").text(2));
        row("Commit", Machine.commit());
        row("Date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private void row(String key, String value) {
        text.append("- %s: %s%n".formatted(key, value));
    }

    private Stream<String> texts(String name, String what) {
        return lines.stream()
                .filter(line -> line.name().equals(name) && line.what().equals(what))
                .map(Measurement::text);
    }

    private Samples seconds(String name, String network, String what) {
        return Samples.of(lines, name, network, what, Measurement::seconds);
    }

    private Samples values(String name, String network, String what) {
        return Samples.of(lines, name, network, what, Measurement::value);
    }

    private boolean measured(String what) {
        return lines.stream().anyMatch(line -> line.what().equals(what));
    }

    private void title(String title, String... columns) {
        text.append("%n### %s%n%n| %s |%n".formatted(title, String.join(" | ", columns)));
        text.append("|" + "---|".repeat(columns.length) + "\n");
    }

    private void cells(String... cells) {
        text.append("| %s |%n".formatted(String.join(" | ", cells)));
    }

    private void epochs() {
        if (!measured("epoch")) {
            return;
        }
        title("Seconds an epoch", "", "baseline", "CBAM", "CPU baseline", "CPU CBAM");
        ROWS.forEach(
                (name, label) -> {
                    if (!seconds(name, "baseline", "epoch").isEmpty()
                            || !seconds(name, "cbam", "epoch").isEmpty()) {
                        cells(
                                label,
                                seconds(name, "baseline", "epoch").text(1),
                                seconds(name, "cbam", "epoch").text(1),
                                cpu(name, "baseline").text(1),
                                cpu(name, "cbam").text(1));
                    } else if (texts(name, "missing").findAny().isPresent()) {
                        cells(label, "missing", "missing", "", "");
                    }
                });
        if (measured("sgemm")) {
            cells("floor", floor("baseline").text(1), floor("cbam").text(1), "", "");
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%nFloor: %.0f and %.0f GFLOP at %s GFLOP/s (sgemm); for CBAM also"
                                    + " %.0f GB at %s GB/s (copy, read and write).%n",
                            Floor.flops("baseline") * slices() / 1e9,
                            Floor.flops("cbam") * slices() / 1e9,
                            values("floor", null, "sgemm").text(0),
                            Floor.bytes("cbam") * slices() / 1e9,
                            values("floor", null, "copy").text(0)));
        }
    }

    private Samples cpu(String name, String network) {
        return Samples.of(lines, name, network, "epoch", Measurement::cpu);
    }

    private double slices() {
        return values("slices", null, "count").median();
    }

    private Samples floor(String network) {
        double copy = values("floor", null, "copy").median() * 1e9;
        double memory = Floor.bytes(network) * slices() / copy;
        return values("floor", null, "sgemm")
                .map(rate -> Floor.flops(network) * slices() / (rate * 1e9) + memory);
    }

    private void trainings() {
        if (!measured("peak")) {
            return;
        }
        title(
                "Peak RSS of a training (MiB), and the loss of its last epoch",
                "",
                "RSS baseline",
                "RSS CBAM",
                "loss baseline",
                "loss CBAM");
        ROWS.forEach(
                (name, label) -> {
                    if (lines.stream()
                            .anyMatch(l -> l.name().equals(name) && l.what().equals("peak"))) {
                        cells(
                                label,
                                values(name, "baseline", "peak").text(0),
                                values(name, "cbam", "peak").text(0),
                                values(name, "baseline", "loss").text(3),
                                values(name, "cbam", "loss").text(3));
                    }
                });
    }

    private void predictions() {
        if (!measured("predict-1")) {
            return;
        }
        title(
                "Prediction: one slice (ms), and slices a second in batches of 32",
                "",
                "ms baseline",
                "ms CBAM",
                "slices/s baseline",
                "slices/s CBAM");
        ROWS.forEach(
                (name, label) -> {
                    if (!seconds(name, "baseline", "predict-1").isEmpty()
                            || !seconds(name, "cbam", "predict-1").isEmpty()) {
                        cells(
                                label,
                                seconds(name, "baseline", "predict-1").map(s -> 1e3 * s).text(1),
                                seconds(name, "cbam", "predict-1").map(s -> 1e3 * s).text(1),
                                seconds(name, "baseline", "predict-32").map(s -> 32 / s).text(0),
                                seconds(name, "cbam", "predict-32").map(s -> 32 / s).text(0));
                    }
                });
    }

    private void explanations() {
        if (!measured("explain-1-conv")) {
            return;
        }
        title(
                "Grad-CAM, as a multiple of the prediction of the same slices",
                "",
                "one slice",
                "batch of 32");
        for (String network : NETWORKS) {
            for (String layer : List.of("conv", "attention")) {
                if (!explained(network, layer, 1).isEmpty()) {
                    cells(
                            network + ", layer " + layer,
                            explained(network, layer, 1).text(2),
                            explained(network, layer, 32).text(2));
                }
            }
        }
    }

    private Samples explained(String network, String layer, int slices) {
        return seconds("ours", network, "explain-%d-%s".formatted(slices, layer))
                .per(seconds("ours", network, "predict-" + slices));
    }

    private void jmh() {
        List<Measurement> results = lines.stream().filter(l -> l.name().equals("jmh")).toList();
        if (results.isEmpty()) {
            return;
        }
        title("JMH: milliseconds a call", "", "ms", "error (99.9 %)");
        for (Measurement result : results) {
            cells(
                    result.what(),
                    String.format(Locale.ROOT, "%.3f", 1e3 * result.seconds()),
                    String.format(Locale.ROOT, "%.3f", 1e3 * result.value()));
        }
    }

    private String json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("date", Instant.now().toString());
        document.put("commit", Machine.commit());
        document.put("machine", Machine.describe());
        document.put("java", System.getProperty("java.version"));
        document.put("measurements", lines);
        Gson gson =
                new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .registerTypeAdapter(
                                Double.class,
                                (JsonSerializer<Double>)
                                        (value, type, context) ->
                                                Double.isFinite(value)
                                                        ? new JsonPrimitive(value)
                                                        : new JsonPrimitive(value.toString()))
                        .create();
        return gson.toJson(document) + "\n";
    }
}
