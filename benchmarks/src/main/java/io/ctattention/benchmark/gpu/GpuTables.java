package io.ctattention.benchmark.gpu;

import io.ctattention.benchmark.Lines;
import io.ctattention.benchmark.Measurement;
import io.ctattention.benchmark.Samples;
import io.ctattention.benchmark.Table;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The tables of one GPU, with a row for each network that was measured. */
final class GpuTables {

    private static final String OURS = "ours";
    private static final String PYTORCH = "pytorch";

    /** The same program without TF32, which PyTorch's convolutions use unless told otherwise. */
    private static final String FLOAT32 = "pytorch+float32";

    private final Lines lines;

    GpuTables(Lines lines) {
        this.lines = lines;
    }

    /** What became of each part, and of each program that failed. */
    Table parts() {
        Table table = new Table("Parts", "part", "seconds", "outcome");
        for (String name : List.of("part", "note")) {
            lines.of(name)
                    .forEach(
                            part ->
                                    table.row(
                                            part.what(),
                                            part.seconds() == null
                                                    ? ""
                                                    : String.format(
                                                            Locale.ROOT, "%.0f", part.seconds()),
                                            part.text()));
        }
        return table;
    }

    Table epochs() {
        Table table =
                new Table(
                        "Seconds per epoch",
                        "network",
                        "PyTorch",
                        "PyTorch without TF32",
                        OURS,
                        "ours / PyTorch",
                        "ours / PyTorch without TF32");
        for (String network : networks("epoch")) {
            Samples ours = lines.seconds(OURS, network, "epoch");
            Samples pytorch = lines.seconds(PYTORCH, network, "epoch");
            Samples float32 = lines.seconds(FLOAT32, network, "epoch");
            table.row(
                    network,
                    pytorch.text(3),
                    float32.text(3),
                    ours.text(3),
                    ours.per(pytorch).text(2),
                    ours.per(float32).text(2));
        }
        return table;
    }

    Table trainings() {
        Table table =
                new Table(
                        "Training: most device memory, most host memory (MiB), last loss",
                        "network",
                        "device, PyTorch",
                        "device, ours",
                        "host, PyTorch",
                        "host, ours",
                        "loss, PyTorch",
                        "loss, ours");
        for (String network : networks("epoch")) {
            table.row(
                    network,
                    value(PYTORCH, network, "device-peak", 0),
                    value(OURS, network, "device-peak", 0),
                    value(PYTORCH, network, "peak", 0),
                    value(OURS, network, "peak", 0),
                    value(PYTORCH, network, "loss", 3),
                    value(OURS, network, "loss", 3));
        }
        return table;
    }

    private String value(String name, String network, String what, int decimals) {
        return lines.values(name, network, what).text(decimals);
    }

    Table predictions() {
        Table table =
                new Table(
                        "Milliseconds from grey levels to probabilities, and to heat maps",
                        "network, slices at once",
                        "PyTorch",
                        OURS,
                        "ours / PyTorch",
                        "Grad-CAM, conv",
                        "Grad-CAM, attention");
        List<Integer> batches =
                lines.of(OURS)
                        .map(Measurement::what)
                        .filter(what -> what.startsWith("predict-"))
                        .map(what -> Integer.valueOf(what.substring("predict-".length())))
                        .distinct()
                        .toList();
        for (String network : networks("predict-")) {
            for (int batch : batches) {
                Samples ours = lines.seconds(OURS, network, "predict-" + batch);
                Samples pytorch = lines.seconds(PYTORCH, network, "predict-" + batch);
                table.row(
                        network + ", " + batch,
                        milliseconds(pytorch),
                        milliseconds(ours),
                        ours.per(pytorch).text(2),
                        milliseconds(explained(network, batch, "conv")),
                        milliseconds(explained(network, batch, "attention")));
            }
        }
        return table;
    }

    private Samples explained(String network, int batch, String layer) {
        return lines.seconds(
                OURS, network, String.format(Locale.ROOT, "explain-%d-%s", batch, layer));
    }

    private static String milliseconds(Samples seconds) {
        return seconds.map(s -> 1e3 * s).text(2);
    }

    Table service() {
        Table table =
                new Table(
                        "Service: one slice over and over",
                        "network, path, callers",
                        "answers/s",
                        "p50 (ms)",
                        "p99 (ms)",
                        "refused",
                        "failed");
        List<Measurement> measured =
                lines.of("service").filter(line -> line.what().endsWith(" rate")).toList();
        for (Measurement line : measured) {
            String what = line.what().substring(0, line.what().indexOf(' '));
            String network = line.network();
            table.row(
                    network + ", " + what.replace("-", ", "),
                    value("service", network, what + " rate", 1),
                    value("service", network, what + " p50", 1),
                    value("service", network, what + " p99", 1),
                    value("service", network, what + " refused", 0),
                    value("service", network, what + " failed", 0));
        }
        return table;
    }

    /** The networks that such a quantity was measured of, in the order of measuring. */
    private List<String> networks(String what) {
        return Stream.of(OURS, PYTORCH)
                .flatMap(lines::of)
                .filter(line -> line.what().startsWith(what))
                .map(Measurement::network)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    @Override
    public String toString() {
        return "" + parts() + epochs() + trainings() + predictions() + service();
    }
}
