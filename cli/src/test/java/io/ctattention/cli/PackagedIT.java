package io.ctattention.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged application, a jar or a native executable, in a process of its own. */
@DisabledOnOs(OS.WINDOWS)
class PackagedIT {

    @TempDir Path folder;

    private record Ended(int exitCode, String out, String err) {}

    private Process start(List<String> arguments, String... ofJava) throws IOException {
        // A shell's background job ignores SIGINT, and so would this.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(Fixtures.program(ofJava));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    private Ended end(Process process) throws Exception {
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(folder.resolve("out.txt")),
                Files.readString(folder.resolve("err.txt")));
    }

    private Ended run(String... arguments) throws Exception {
        return end(start(List.of(arguments)));
    }

    private static List<String> training(String run) {
        return List.of(
                ("train slices --network cbam --size 48 --batch-size 2 --epochs 12 --flip"
                                + " --threads 1 -o "
                                + run)
                        .split(" "));
    }

    private String weights(String run) throws IOException {
        return Sha256.of(folder.resolve(run).resolve("last/ct-attention-0000.params"));
    }

    /** Waits until so many epochs are in the history, while the training runs. */
    private void awaitEpochs(Process process, String run, int epochs) throws Exception {
        Path history = folder.resolve(run).resolve("history.csv");
        await(process, () -> lines(history) > epochs);
    }

    private static void await(Process process, BooleanSupplier condition) throws Exception {
        while (!condition.getAsBoolean()) {
            assertThat(process.isAlive()).as("the training ended too early").isTrue();
            process.waitFor(2, TimeUnit.MILLISECONDS);
        }
    }

    private static long lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void killedOrInterruptedItGoesOnToTheSameWeights() throws Exception {
        Fixtures.slices(folder.resolve("slices"));
        assertThat(end(start(training("whole"))).exitCode()).isZero();

        Process killed = start(training("killed"));
        awaitEpochs(killed, "killed", 2);
        killed.destroyForcibly();
        assertThat(end(killed).exitCode()).isEqualTo(137);
        assertThat(run("train", "slices", "--resume", "-o", "killed").exitCode()).isZero();
        assertThat(weights("killed")).isEqualTo(weights("whole"));

        Process interrupted = start(training("interrupted"));
        awaitEpochs(interrupted, "interrupted", 1);
        signal("INT", interrupted);
        Ended end = end(interrupted);
        assertThat(end.exitCode()).isEqualTo(130);
        String[] lines = end.err().strip().split("\n");
        String advice = lines[lines.length - 1].strip();
        assertThat(advice)
                .isEqualTo(
                        "ct-attention " + String.join(" ", training("interrupted")) + " --resume");
        String[] words = advice.split(" ");
        assertThat(run(Arrays.copyOfRange(words, 1, words.length)).exitCode()).isZero();
        assertThat(weights("interrupted")).isEqualTo(weights("whole"));
    }

    @ParameterizedTest
    @CsvSource({"TERM,143", "INT,130"})
    void aSignalDuringTheFirstEpochLeavesACheckpoint(String signal, int exitCode) throws Exception {
        Fixtures.slices(folder.resolve("slices"));
        Process process = start(training("run"));
        Path state = folder.resolve("run/last/training-state/state.json");
        await(process, () -> Files.exists(state));
        signal(signal, process);
        assertThat(end(process).exitCode()).isEqualTo(exitCode);
        assertThat(state).isNotEmptyFile();
    }

    @Test
    void theDemoSaysHowToGoOn() throws Exception {
        // It draws for a while, which compiled code does in half the time.
        Process demo = start(List.of("demo", "-o", "demo"), "-XX:TieredStopAtLevel=4");
        awaitEpochs(demo, "demo/baseline", 1);
        signal("INT", demo);
        Ended end = end(demo);
        assertThat(end.exitCode()).isEqualTo(130);
        assertThat(end.err())
                .contains("Interrupted. Continue with:", "  ct-attention demo -o demo");

        Process again = start(List.of("demo", "-o", "demo"));
        awaitEpochs(again, "demo/baseline", 2);
        signal("TERM", again);
        end = end(again);
        assertThat(end.exitCode()).isEqualTo(143);
        assertThat(end.out())
                .contains("Continuing with the phantom slices", "resume    after epoch");
    }

    @Test
    void anInterruptedPredictionLeavesWholeLinesOfWhatWasAnswered() throws Exception {
        Fixtures.baseline(folder.resolve("model"));
        String slice = Fixtures.slice(Fixtures.slices(folder.resolve("slices"))).toString();
        List<String> words = new ArrayList<>(List.of("predict", "model", "--jsonl", "a.jsonl"));
        words.addAll(Collections.nCopies(10_000, slice));
        Path answers = folder.resolve("a.jsonl");

        Process process = start(words);
        await(process, () -> lines(answers) > 0);
        signal("INT", process);
        Ended end = end(process);

        assertThat(end.exitCode()).isEqualTo(130);
        String text = Files.readString(answers);
        assertThat(text).endsWith("}\n");
        long count = text.lines().count();
        assertThat(count).isLessThan(10_000);
        assertThat(end.err()).contains("Interrupted after " + count + " of 10000 slices.");
        assertThat(end.out()).isEmpty();
        for (String line : text.lines().toList()) {
            assertThat(Fixtures.json(line).getAsJsonObject().get("error").isJsonNull()).isTrue();
        }
    }

    private static void signal(String name, Process process) throws Exception {
        String[] kill = {"kill", "-" + name, Long.toString(process.pid())};
        assertThat(new ProcessBuilder(kill).inheritIO().start().waitFor()).isZero();
    }

    @Test
    void fiftyDamagedImagesAreNamedAndNoneIsClassified() throws Exception {
        Fixtures.baseline(folder.resolve("model"));
        Path slice = Fixtures.slice(Fixtures.slices(folder.resolve("slices")));
        DamagedImages.write(slice, folder.resolve("damaged"));

        Ended table = run("predict", "model", "damaged");
        assertThat(table.exitCode()).isEqualTo(3);
        assertThat(table.out()).isEmpty();
        assertThat(table.err().strip().split("\n"))
                .hasSize(50)
                .allMatch(line -> line.startsWith("damaged/"));

        Ended json = run("predict", "model", "damaged", "--json");
        assertThat(json.exitCode()).isEqualTo(3);
        assertThat(Fixtures.json(json.out()).getAsJsonArray())
                .hasSize(50)
                .allMatch(answer -> answer.getAsJsonObject().get("prediction").isJsonNull())
                .noneMatch(answer -> answer.getAsJsonObject().get("error").isJsonNull());
    }

    @Test
    void oneImageComesFromStandardInput() throws Exception {
        Fixtures.baseline(folder.resolve("model"));
        Path slice = Fixtures.slice(Fixtures.slices(folder.resolve("slices")));
        Process process = start(List.of("predict", "model", "-", "--json"));
        try (var in = process.getOutputStream()) {
            Files.copy(slice, in);
        }
        Ended piped = end(process);
        Ended named = run("predict", "model", slice.toString(), "--json");
        assertThat(piped.exitCode()).isZero();
        assertThat(piped.out()).isEqualTo(named.out().replace("\"" + slice + "\"", "\"-\""));
    }

    @Test
    void helpAndVersionAreQuiet() throws Exception {
        for (String option : List.of("--help", "--version")) {
            Ended end = run(option);
            assertThat(end.exitCode()).isZero();
            assertThat(end.out()).contains("ct-attention");
            assertThat(end.err()).isEmpty();
        }
        assertThat(run("nonsense").exitCode()).isEqualTo(2);
    }
}
