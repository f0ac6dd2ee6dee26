package io.ctattention.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of docs/performance.md. */
final class Tables {

    /** The rows by the names of their lines, in this order. */
    static final Map<String, String> ROWS = new LinkedHashMap<>();

    static {
        ROWS.put("pytorch", "PyTorch as installed");
        ROWS.put("pytorch+allocator", "PyTorch, allocator settings");
        ROWS.put("djl", "plain DJL loop as installed");
        ROWS.put("djl+allocator", "plain DJL loop, allocator settings");
        ROWS.put("djl+launcher", "plain DJL loop, all variables of `./ct-attention`");
        ROWS.put("bytedeco", "Bytedeco's PyTorch as installed");
        ROWS.put("bytedeco+allocator", "Bytedeco's PyTorch, allocator settings");
        ROWS.put("ours", "ours, as `./ct-attention` runs it");
    }

    private final Lines lines;

    Tables(Lines lines) {
        this.lines = lines;
    }

    Table epochs() {
        Table table = new Table("Seconds per epoch", "", "baseline", "CBAM");
        for (var row : ROWS.entrySet()) {
            String name = row.getKey();
            Samples baseline = lines.seconds(name, "baseline", "epoch");
            Samples cbam = lines.seconds(name, "cbam", "epoch");
            if (!baseline.isEmpty() || !cbam.isEmpty()) {
                table.row(row.getValue(), baseline.text(1), cbam.text(1));
            } else if (lines.has("epoch") && lines.has(name, "missing")) {
                table.row(row.getValue(), "missing", "missing");
            }
        }
        if (lines.has("epoch") && lines.has("sgemm")) {
            table.row("floor", floor("baseline").text(1), floor("cbam").text(1));
            table.note(floorNote());
        }
        return table;
    }

    private Samples floor(String network) {
        double copy = lines.values("floor", null, "copy").median() * 1e9;
        double memory = Floor.bytes(network) * slices() / copy;
        return lines.values("floor", null, "sgemm")
                .map(rate -> Floor.flops(network) * slices() / (rate * 1e9) + memory);
    }

    private String floorNote() {
        return String.format(
                Locale.ROOT,
                "Floor: %.0f and %.0f GFLOP at %s GFLOP/s (sgemm); for CBAM also %.0f GB at %s GB/s"
                        + " (copy, read and write).",
                Floor.flops("baseline") * slices() / 1e9,
                Floor.flops("cbam") * slices() / 1e9,
                lines.values("floor", null, "sgemm").text(0),
                Floor.bytes("cbam") * slices() / 1e9,
                lines.values("floor", null, "copy").text(0));
    }

    private double slices() {
        return lines.values("slices", null, "count").median();
    }

    /** Compares epochs of the same round, which the same load has met, more or less. */
    Table ratios() {
        Table table = new Table("Ours as a multiple of the other, in turn", "", "baseline", "CBAM");
        for (var row : ROWS.entrySet()) {
            Samples baseline = ratio(row.getKey(), "baseline");
            Samples cbam = ratio(row.getKey(), "cbam");
            if (!row.getKey().equals("ours") && !(baseline.isEmpty() && cbam.isEmpty())) {
                table.row(row.getValue(), baseline.text(2), cbam.text(2));
            }
        }
        return table;
    }

    private Samples ratio(String name, String network) {
        return lines.seconds("ours", network, "epoch").per(lines.seconds(name, network, "epoch"));
    }

    Table trainings() {
        Table table =
                new Table(
                        "Processor seconds an epoch, peak RSS of the training (MiB), last loss",
                        "",
                        "CPU baseline",
                        "CPU CBAM",
                        "RSS baseline",
                        "RSS CBAM",
                        "loss baseline",
                        "loss CBAM");
        for (var row : ROWS.entrySet()) {
            String name = row.getKey();
            if (lines.has(name, "epoch")) {
                table.row(
                        row.getValue(),
                        lines.cpu(name, "baseline", "epoch").text(1),
                        lines.cpu(name, "cbam", "epoch").text(1),
                        lines.values(name, "baseline", "peak").text(0),
                        lines.values(name, "cbam", "peak").text(0),
                        lines.values(name, "baseline", "loss").text(3),
                        lines.values(name, "cbam", "loss").text(3));
            }
        }
        return table;
    }

    Table predictions() {
        Table table =
                new Table(
                        "Prediction: one slice (ms), and slices a second in batches of 32",
                        "",
                        "ms baseline",
                        "ms CBAM",
                        "slices/s baseline",
                        "slices/s CBAM");
        for (var row : ROWS.entrySet()) {
            String name = row.getKey();
            if (lines.has(name, "predict-1")) {
                table.row(
                        row.getValue(),
                        lines.seconds(name, "baseline", "predict-1").map(s -> 1e3 * s).text(1),
                        lines.seconds(name, "cbam", "predict-1").map(s -> 1e3 * s).text(1),
                        rate(name, "baseline").text(0),
                        rate(name, "cbam").text(0));
            }
        }
        return table;
    }

    private Samples rate(String name, String network) {
        String what = "predict-" + Peer.PREDICTED;
        return lines.seconds(name, network, what).map(seconds -> Peer.PREDICTED / seconds);
    }

    Table explanations() {
        Table table =
                new Table(
                        "Grad-CAM as a multiple of the prediction of the same slices",
                        "",
                        "one slice",
                        "batch of 32");
        for (String network : List.of("baseline", "cbam")) {
            for (String layer : List.of("conv", "attention")) {
                if (lines.has("ours", "explain-1-" + layer)
                        && !explained(network, layer, 1).isEmpty()) {
                    table.row(
                            network + ", layer " + layer,
                            explained(network, layer, 1).text(2),
                            explained(network, layer, Peer.PREDICTED).text(2));
                }
            }
        }
        return table;
    }

    private Samples explained(String network, String layer, int slices) {
        return lines.seconds(
                        "ours", network, String.format(Locale.ROOT, "explain-%d-%s", slices, layer))
                .per(lines.seconds("ours", network, "predict-" + slices));
    }

    Table jmh() {
        Table table = new Table("JMH: milliseconds a call", "", "ms", "error (99.9 %)");
        lines.of("jmh")
                .filter(line -> line.seconds() != null)
                .forEach(
                        line ->
                                table.row(
                                        line.what(),
                                        milliseconds(line.seconds()),
                                        milliseconds(line.value())));
        return table;
    }

    private static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", 1e3 * seconds);
    }
}
