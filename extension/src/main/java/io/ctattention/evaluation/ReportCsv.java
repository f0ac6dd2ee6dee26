package io.ctattention.evaluation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/** The slices of a report as comma-separated values, RFC 4180 but for the line break. */
final class ReportCsv {

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

    private ReportCsv() {}

    static void write(EvaluationReport report, Appendable out) throws IOException {
        List<String> header =
                new ArrayList<>(List.of("file", "patient", "label", "probability", "prediction"));
        report.classes().forEach(name -> header.add("p_" + name));
        FORMAT.printRecord(out, header.toArray());
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
            FORMAT.printRecord(out, line.toArray());
        }
    }
}
