package io.ctattention.cli.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ctattention.cli.Fixtures;
import io.ctattention.cli.PlainCommandLine;
import io.ctattention.model.CtModel;
import io.ctattention.model.SliceReader;
import io.ctattention.model.SliceReader.ReadSlice;
import io.quarkus.test.junit.main.LaunchResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The forms that answers are written in. */
class AnswerFormsTest {

    @TempDir Path folder;
    private Path slices;
    private Path model;
    private Path bad;

    @BeforeEach
    void writeSlicesAndModel() throws IOException {
        slices = Fixtures.slices(folder.resolve("slices"));
        model = Fixtures.cbam(folder.resolve("model"));
        bad = Files.writeString(folder.resolve("bad, \"old\".png"), "no image");
    }

    private LaunchResult predict(Object... more) {
        List<String> words = new ArrayList<>(List.of("predict", model.toString()));
        words.add(bad.toString());
        words.add(slices.toString());
        for (Object word : more) {
            words.add(word.toString());
        }
        return PlainCommandLine.run(words.toArray(String[]::new));
    }

    @Test
    void theLinesAreTheElementsOfTheArray() throws IOException {
        Path file = folder.resolve("answers.jsonl");
        LaunchResult written = predict("--jsonl", file);
        assertThat(written.exitCode()).isEqualTo(3);
        assertThat(written.getOutput()).isEmpty();
        assertThat(written.getErrorOutput()).contains("bad, \"old\".png: is a text file");

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(13);
        JsonArray array = Fixtures.json(predict("--json").getOutput()).getAsJsonArray();
        for (int i = 0; i < 13; i++) {
            assertThat(Fixtures.json(lines.get(i))).isEqualTo(array.get(i));
        }

        LaunchResult printed = predict("--jsonl", "-");
        assertThat(printed.getOutputStream()).isEqualTo(lines);
    }

    @Test
    void theCsvHasAHeaderAndALineForEachSlice() throws IOException {
        Path file = folder.resolve("answers.csv");
        LaunchResult printed = predict("--csv", "-", "--jsonl", folder.resolve("j"));
        assertThat(printed.getOutputStream()).hasSize(14);
        assertThat(printed.getOutputStream().get(0))
                .isEqualTo("file,prediction,p_NonCOVID,p_COVID,error");
        assertThat(printed.getOutputStream().get(1))
                .startsWith("\"" + folder + "/bad, \"\"old\"\".png\",,,,\"");
        JsonObject first =
                Fixtures.json(Files.readAllLines(folder.resolve("j")).get(1)).getAsJsonObject();
        JsonObject p = first.getAsJsonObject("probabilities");
        assertThat(printed.getOutputStream().get(2))
                .isEqualTo(
                        String.join(
                                ",",
                                first.get("file").getAsString(),
                                first.get("prediction").getAsString(),
                                p.get("NonCOVID").getAsString(),
                                p.get("COVID").getAsString(),
                                ""));

        predict("--csv", file);
        assertThat(Files.readAllLines(file)).isEqualTo(printed.getOutputStream());
    }

    @Test
    void explanationsAreWrittenInEachFormAtOnce() throws IOException {
        Path out = folder.resolve("maps");
        Path lines = out.resolve("lines");
        LaunchResult result =
                PlainCommandLine.run(
                        "explain",
                        model.toString(),
                        Fixtures.slice(slices).toString(),
                        "--json",
                        "--jsonl",
                        lines.toString(),
                        "--csv",
                        folder.resolve("csv").toString(),
                        "-o",
                        out.toString());
        assertThat(result.exitCode()).isZero();
        assertThat(Fixtures.json(Files.readString(lines)))
                .isEqualTo(Fixtures.json(result.getOutput()).getAsJsonArray().get(0));
        assertThat(Files.readAllLines(folder.resolve("csv")))
                .satisfiesExactly(
                        header ->
                                assertThat(header)
                                        .isEqualTo(
                                                "file,prediction,p_NonCOVID,p_COVID,overlay,error"),
                        line -> assertThat(line).matches(".*,.*/phantom-00002-\\w+-conv.png,"));
    }

    @Test
    void answersNeverReplaceASlice() throws IOException {
        Path slice = Fixtures.slice(slices);
        byte[] content = Files.readAllBytes(slice);
        Path link = Files.createSymbolicLink(folder.resolve("answers.jsonl"), slice);
        LaunchResult result = predict("--jsonl", link);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.getErrorOutput()).contains("answers.jsonl: is an image; choose another");
        assertThat(slice).hasBinaryContent(content);
    }

    /** Notes at each batch how many lines are written. */
    @Command
    private static final class Watched extends AnswerCommand {

        private final List<Integer> written = new ArrayList<>();

        @Override
        List<Map<String, Object>> answer(CtModel loaded, List<ReadSlice> slices) {
            try {
                written.add(Files.readAllLines(forms.jsonLines).size());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            assertThat(slices).allSatisfy(slice -> assertThat(slice.image()).isNull());
            return slices.stream()
                    .map(slice -> answer(slice.name(), loaded.card(), new double[] {0.25, 0.75}))
                    .toList();
        }
    }

    @Test
    void whatIsAnsweredIsWrittenBeforeTheNextSlicesAreRead() {
        Watched watched = new Watched();
        List<String> words = new ArrayList<>(List.of(model.toString()));
        for (int i = 0; i < 2 * SliceReader.BATCH + 1; i++) {
            words.add(Fixtures.slice(slices).toString());
        }
        words.addAll(List.of("--jsonl", folder.resolve("lines").toString()));

        assertThat(new CommandLine(watched).execute(words.toArray(String[]::new))).isZero();

        assertThat(watched.written).containsExactly(0, 32, 64);
        assertThat(folder.resolve("lines")).content().hasLineCount(65);
    }
}
