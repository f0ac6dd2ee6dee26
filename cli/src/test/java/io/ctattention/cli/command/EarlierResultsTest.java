package io.ctattention.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import io.ctattention.cli.Fixtures;
import io.ctattention.cli.PlainCommandLine;
import io.quarkus.test.junit.main.LaunchResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier version wrote is read by this one; {@code format-1/README.md} says how. */
class EarlierResultsTest {

    private static final Path EARLIER = Path.of("src/test/resources/format-1");
    private static final Pattern FRACTION = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?");

    @TempDir Path folder;
    private Path slices;
    private Path comparison;
    private Path run;

    @BeforeEach
    void copyResults() throws IOException {
        try (Stream<Path> files = Files.walk(EARLIER)) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(EARLIER.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        slices = folder.resolve("slices");
        comparison = folder.resolve("comparison");
        run = comparison.resolve("cells/cbam-seed-1");
    }

    @Test
    void aModelAnswersAsBefore() throws IOException {
        List<String> words =
                new ArrayList<>(List.of("predict", run.resolve("last").toString(), "--json"));
        Path measured = run.resolve("measured-gradcam/predictions.csv");
        try (var csv = csv().parse(Files.newBufferedReader(measured))) {
            List<CSVRecord> before = csv.getRecords();
            before.forEach(slice -> words.add(slices.resolve(slice.get("file")).toString()));
            LaunchResult result = PlainCommandLine.run(words.toArray(String[]::new));

            assertThat(result.exitCode()).as(result.getErrorOutput()).isZero();
            var answers = Fixtures.json(result.getOutput()).getAsJsonArray();
            assertThat(answers).hasSize(4);
            for (int i = 0; i < before.size(); i++) {
                JsonObject answer = answers.get(i).getAsJsonObject();
                assertThat(answer.getAsJsonObject("probabilities").get("COVID").getAsDouble())
                        .isCloseTo(Double.parseDouble(before.get(i).get("p_COVID")), within(1e-5));
            }
        }
    }

    @Test
    void aCheckpointGoesOn() throws IOException {
        List<String> before = Files.readAllLines(run.resolve("history.csv"));

        LaunchResult result =
                PlainCommandLine.run(
                        "train", slices + "", "-o", run + "", "--resume", "--epochs", "41");

        assertThat(result.exitCode()).as(result.getErrorOutput()).isZero();
        List<String> after = Files.readAllLines(run.resolve("history.csv"));
        assertThat(after.subList(0, 41)).isEqualTo(before);
        assertThat(after).hasSize(42);
        assertThat(after.get(41)).startsWith("41,");
    }

    @Test
    void aComparisonIsNotTrainedAgain() throws IOException {
        JsonObject before = numbers(comparison.resolve("comparison.json"));
        String measures = Files.readString(comparison.resolve("slices.csv"));
        byte[] weights = Files.readAllBytes(run.resolve("last/ct-attention-0000.params"));

        LaunchResult result = PlainCommandLine.run(sameCommand());

        assertThat(result.exitCode()).as(result.getErrorOutput()).isZero();
        assertThat(result.getErrorOutput()).contains("2 of them already trained");
        assertThat(Files.readString(comparison.resolve("slices.csv"))).isEqualTo(measures);
        assertThat(Files.readAllBytes(run.resolve("last/ct-attention-0000.params")))
                .isEqualTo(weights);
        assertThat(numbers(comparison.resolve("comparison.json"))).isEqualTo(before);
    }

    private String[] sameCommand() {
        return new String[] {
            "compare",
            slices + "",
            "-o",
            comparison + "",
            "--size",
            "18",
            "--epochs",
            "40",
            "--seeds",
            "1",
            "--batch-size",
            "4",
            "--protocol",
            "split",
            "--learning-rate",
            "0.004"
        };
    }

    /**
     * To twelve digits, as the last ones are the processor's; without the command, the versions,
     * and sentences, whose words may change.
     */
    private static JsonObject numbers(Path comparison) throws IOException {
        String rounded =
                FRACTION.matcher(Files.readString(comparison))
                        .replaceAll(
                                n ->
                                        new BigDecimal(n.group())
                                                .round(new MathContext(12))
                                                .toString());
        JsonObject json = Fixtures.json(rounded).getAsJsonObject();
        json.remove("setup");
        json.remove("verdicts");
        json.getAsJsonArray("effects").forEach(e -> e.getAsJsonObject().remove("verdict"));
        return json;
    }

    private static CSVFormat csv() {
        return CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    }
}
