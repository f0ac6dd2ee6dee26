package io.ctattention.comparison;

import io.ctattention.evaluation.Metric;
import io.ctattention.evaluation.SlicePrediction;
import io.ctattention.explanation.HeatMapMeasures;
import io.ctattention.file.AtomicFile;
import io.ctattention.file.Csv;
import io.ctattention.training.EpochRecord;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVPrinter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a report in all its forms. */
final class ComparisonFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ComparisonFiles.class);

    private ComparisonFiles() {}

    static void write(ComparisonReport report, Path folder) throws IOException {
        AtomicFile.writeString(folder.resolve("comparison.txt"), report.toText());
        AtomicFile.writeString(folder.resolve("comparison.json"), report.toJson() + "\n");
        writePage(report, folder.resolve("comparison.html"));
        AtomicFile.writeText(folder.resolve("epochs.csv"), out -> writeEpochs(report, out));
        AtomicFile.writeText(folder.resolve("slices.csv"), out -> writeSlices(report, out));
    }

    private static void writePage(ComparisonReport report, Path file) throws IOException {
        Optional<PageWriter> writer = PageWriter.find();
        if (writer.isPresent()) {
            AtomicFile.writeString(file, writer.get().html(report));
        } else {
            LOG.info(
                    "{} is not written, because ct-attention-report is not on the class path;"
                            + " comparison.txt and comparison.json have the same results",
                    file);
            Files.deleteIfExists(file); // of an earlier comparison
        }
    }

    private static void writeEpochs(ComparisonReport report, Writer out) throws IOException {
        List<String> header = header(report, "epoch", "trainLoss", "trainF1");
        Stream.of(Metric.values()).map(Metric::id).forEach(header::add);
        header.add("seconds");
        CSVPrinter csv = new CSVPrinter(out, Csv.FORMAT);
        csv.printRecord(header);
        for (RunResult run : runs(report)) {
            for (EpochRecord epoch : run.history().epochs()) {
                List<Object> line = line(run, epoch.epoch(), epoch.trainLoss());
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
        Stream.of(FocusMeasure.values()).map(FocusMeasure::id).forEach(header::add);
        CSVPrinter csv = new CSVPrinter(out, Csv.FORMAT);
        csv.printRecord(header);
        for (RunResult run : runs(report)) {
            List<SlicePrediction> predictions = run.report().predictions();
            for (int i = 0; i < predictions.size(); i++) {
                SlicePrediction slice = predictions.get(i);
                HeatMapMeasures measures = run.measures().get(i);
                List<Object> line = line(run, slice.file(), slice.patient());
                line.add(slice.label());
                line.add(slice.prediction());
                Arrays.stream(slice.probabilities()).forEach(line::add);
                Stream.of(FocusMeasure.values())
                        .map(l -> l.of(measures))
                        .forEach(v -> add(line, v));
                csv.printRecord(line);
            }
        }
    }

    private static List<RunResult> runs(ComparisonReport report) {
        return report.networks().stream().flatMap(network -> network.runs().stream()).toList();
    }

    private static List<String> header(ComparisonReport report, String... more) {
        List<String> header = new ArrayList<>(List.of("network", report.setup().repeat().id()));
        header.addAll(List.of(more));
        return header;
    }

    private static List<Object> line(RunResult run, Object... more) {
        List<Object> line = new ArrayList<>();
        line.add(run.run().network().name());
        line.add(run.run().number());
        line.addAll(Arrays.asList(more));
        return line;
    }

    private static void add(List<Object> line, OptionalDouble value) {
        line.add(value.isPresent() ? value.getAsDouble() : null);
    }
}
