package io.ctattention.comparison;

import io.ctattention.evaluation.Metric;
import io.ctattention.evaluation.SlicePrediction;
import io.ctattention.explanation.HeatMapMeasures;
import io.ctattention.file.AtomicFile;
import io.ctattention.training.EpochRecord;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes a report in all its forms. */
final class ComparisonFiles {

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

    private ComparisonFiles() {}

    static void write(ComparisonReport report, Path folder) throws IOException {
        AtomicFile.writeString(folder.resolve("comparison.txt"), report.toText());
        AtomicFile.writeString(folder.resolve("comparison.json"), report.toJson() + "\n");
        AtomicFile.writeString(folder.resolve("comparison.html"), report.toHtml());
        AtomicFile.writeText(folder.resolve("epochs.csv"), out -> writeEpochs(report, out));
        AtomicFile.writeText(folder.resolve("slices.csv"), out -> writeSlices(report, out));
    }

    private static void writeEpochs(ComparisonReport report, Writer out) throws IOException {
        List<String> header = header(report, "epoch", "trainLoss", "trainF1");
        Stream.of(Metric.values()).map(Metric::word).forEach(header::add);
        header.add("seconds");
        CSVPrinter csv = new CSVPrinter(out, FORMAT);
        csv.printRecord(header);
        for (CellResult cell : cells(report)) {
            for (EpochRecord epoch : cell.history().epochs()) {
                List<Object> line = line(cell, epoch.epoch(), epoch.trainLoss());
                line.add(epoch.trainF1());
                Stream.of(Metric.values()).map(epoch::validation).forEach(v -> add(line, v));
                line.add(epoch.seconds());
                csv.printRecord(line);
            }
        }
    }

    private static void writeSlices(ComparisonReport report, Writer out) throws IOException {
        List<String> header = header(report, "file", "patient", "label", "prediction");
        report.setup().classes().forEach(name -> header.add("p_" + name));
        Stream.of(Look.values()).map(Look::word).forEach(header::add);
        CSVPrinter csv = new CSVPrinter(out, FORMAT);
        csv.printRecord(header);
        for (CellResult cell : cells(report)) {
            List<SlicePrediction> predictions = cell.report().predictions();
            for (int i = 0; i < predictions.size(); i++) {
                SlicePrediction slice = predictions.get(i);
                HeatMapMeasures measures = cell.measures().get(i);
                List<Object> line = line(cell, slice.file(), slice.patient());
                line.add(slice.label());
                line.add(slice.prediction());
                Arrays.stream(slice.probabilities()).forEach(line::add);
                Stream.of(Look.values()).map(l -> l.of(measures)).forEach(v -> add(line, v));
                csv.printRecord(line);
            }
        }
    }

    private static List<CellResult> cells(ComparisonReport report) {
        return report.networks().stream().flatMap(network -> network.cells().stream()).toList();
    }

    private static List<String> header(ComparisonReport report, String... more) {
        List<String> header = new ArrayList<>(List.of("network", report.setup().repeat().word()));
        header.addAll(List.of(more));
        return header;
    }

    private static List<Object> line(CellResult cell, Object... more) {
        List<Object> line = new ArrayList<>();
        line.add(cell.cell().network().name());
        line.add(cell.cell().number());
        line.addAll(Arrays.asList(more));
        return line;
    }

    private static void add(List<Object> line, OptionalDouble value) {
        line.add(value.isPresent() ? value.getAsDouble() : null);
    }
}
