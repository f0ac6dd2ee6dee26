package io.ctattention.training;

import io.ctattention.evaluation.Metric;
import io.ctattention.file.AtomicFile;
import io.ctattention.file.Json;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;

/**
 * The epochs of a run, in order.
 *
 * @param positiveClass the class that F1, AUROC and average precision are about
 * @param epochs one record an epoch
 */
public record History(String positiveClass, List<EpochRecord> epochs) {

    /** Copies the list. */
    public History {
        epochs = List.copyOf(epochs);
    }

    /**
     * Writes one row an epoch: epoch, learningRate, trainLoss, trainAccuracy, trainF1, then {@code
     * val} and the name of each validation metric, seconds. Undefined values are empty.
     *
     * @param file the CSV file
     * @throws IOException if it cannot be written
     */
    public void writeCsv(Path file) throws IOException {
        List<String> header =
                new ArrayList<>(
                        List.of("epoch", "learningRate", "trainLoss", "trainAccuracy", "trainF1"));
        for (Metric metric : Metric.values()) {
            String word = metric.id();
            header.add("val" + Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        header.add("seconds");
        AtomicFile.writeText(file, out -> writeRows(header, out));
    }

    private void writeRows(List<String> header, Writer out) throws IOException {
        CSVFormat.DEFAULT.printRecord(out, header.toArray());
        for (EpochRecord epoch : epochs) {
            Stream<Object> train =
                    Stream.of(
                            epoch.epoch(),
                            epoch.learningRate(),
                            epoch.trainLoss(),
                            epoch.trainAccuracy(),
                            epoch.trainF1() == null ? "" : epoch.trainF1());
            Stream<Object> validation =
                    Stream.of(Metric.values())
                            .map(epoch::validation)
                            .map(value -> value.isPresent() ? value.getAsDouble() : "");
            Stream<Object> seconds = Stream.of(epoch.seconds());
            CSVFormat.DEFAULT.printRecord(
                    out, Stream.of(train, validation, seconds).flatMap(s -> s).toArray());
        }
    }

    /**
     * Writes the same as a JSON object.
     *
     * @param file the JSON file
     * @throws IOException if it cannot be written
     */
    public void writeJson(Path file) throws IOException {
        AtomicFile.writeString(file, Json.WITH_NULLS.toJson(this) + "\n");
    }
}
