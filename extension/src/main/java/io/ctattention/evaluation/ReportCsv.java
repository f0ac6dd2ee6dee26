package io.ctattention.evaluation;

import io.ctattention.file.Csv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The slices of a report as comma-separated values, RFC 4180 but for the line break. */
final class ReportCsv {

    private ReportCsv() {}

    static void write(EvaluationReport report, Appendable out) throws IOException {
        List<String> header =
                new ArrayList<>(List.of("file", "patient", "label", "probability", "prediction"));
        report.classes().forEach(name -> header.add("p_" + name));
        Csv.FORMAT.printRecord(out, header.toArray());
        int positive = report.classes().indexOf(report.positiveClass());
        for (SlicePrediction slice : report.predictions()) {
            List<Object> line =
                    new ArrayList<>(
                            Arrays.asList(
                                    slice.file(),
                                    slice.patient(),
                                    slice.label(),
                                    slice.probabilities()[positive],
                                    slice.prediction()));
            Arrays.stream(slice.probabilities()).forEach(line::add);
            Csv.FORMAT.printRecord(out, line.toArray());
        }
    }

    /** Reads what {@link #write} wrote, of the classes in this order. */
    static List<SlicePrediction> read(Path file, List<String> classes) throws IOException {
        try (var reader = Files.newBufferedReader(file);
                var csv = CSVParser.builder().setReader(reader).setFormat(Csv.NAMED).get()) {
            List<SlicePrediction> slices = new ArrayList<>();
            for (CSVRecord line : csv) {
                double[] probabilities =
                        classes.stream()
                                .mapToDouble(name -> Double.parseDouble(line.get("p_" + name)))
                                .toArray();
                slices.add(
                        new SlicePrediction(
                                line.get("file"),
                                line.get("patient"),
                                line.get("label"),
                                probabilities,
                                line.get("prediction")));
            }
            return slices;
        } catch (IllegalArgumentException e) {
            throw new IOException(String.format(Locale.ROOT, "%s: %s", file, e.getMessage()), e);
        }
    }
}
