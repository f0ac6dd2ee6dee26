package io.ctattention.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged application in surroundings that it did not choose. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "/dev/full, and terminals by script")
class ProcessIT {

    private static final String LOST = "ct-attention: cannot write to standard output: ";

    @TempDir Path folder;

    private ProcessBuilder program(List<String> ofJava, String... arguments) {
        List<String> command = new ArrayList<>(Fixtures.program(ofJava.toArray(String[]::new)));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out().toFile())
                .redirectError(err().toFile());
    }

    private ProcessBuilder program(String... arguments) {
        return program(List.of(), arguments);
    }

    private static int end(ProcessBuilder program) throws Exception {
        Process process = program.start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private Path out() {
        return folder.resolve("out.txt");
    }

    private Path err() {
        return folder.resolve("err.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "networks --json",
                "completion",
                "--version",
                "predict model slices",
                "evaluate model slices --json"
            })
    void outputThatCannotBeWrittenIsAFailure(String arguments) throws Exception {
        if (arguments.contains("model")) {
            Fixtures.baseline(folder.resolve("model"));
            Fixtures.slices(folder.resolve("slices"));
        }
        File full = new File("/dev/full");
        assertThat(end(program(arguments.split(" ")).redirectOutput(full))).isEqualTo(1);
        assertThat(err()).content().containsOnlyOnce(LOST);
    }

    @Test
    void closedOutputIsAFailure() throws Exception {
        ProcessBuilder program = program("networks");
        program.command().addAll(0, List.of("sh", "-c", "exec \"$@\" >&-", "-"));
        assertThat(end(program)).isEqualTo(1);
        assertThat(err()).content().startsWith(LOST).hasLineCount(1);

        Process piped = program("networks").redirectOutput(ProcessBuilder.Redirect.PIPE).start();
        piped.getInputStream().close();
        assertThat(piped.waitFor()).isEqualTo(1);
        assertThat(err()).content().startsWith(LOST).hasLineCount(1);
    }

    /** Slices for two batches. */
    private String[] predictTwoBatches() throws IOException {
        Fixtures.baseline(folder.resolve("model"));
        Fixtures.slices(folder.resolve("slices"));
        return "predict model slices slices slices --json --jsonl a.jsonl".split(" ");
    }

    @Test
    void nothingMoreIsComputedForLostOutput() throws Exception {
        ProcessBuilder predict = program(predictTwoBatches()).redirectOutput(new File("/dev/full"));
        assertThat(end(predict)).isEqualTo(1);
        assertThat(err()).content().containsOnlyOnce(LOST);
        assertThat(Files.readAllLines(folder.resolve("a.jsonl"))).isEmpty();
    }

    @Test
    void progressIsShownOnATerminalBesideOutputInAFile() throws Exception {
        assumeThat(Path.of("/usr/bin/script")).exists();
        ProcessBuilder predict = program(predictTwoBatches());
        String command =
                predict.command().stream().map(w -> "'" + w + "'").collect(Collectors.joining(" "));
        predict.command(List.of("script", "-qec", command + " > answers.json", "/dev/null"));
        predict.environment().put("TERM", "xterm");

        assertThat(end(predict)).isZero();
        assertThat(out()).content().contains("36/36 slices");
        assertThat(Fixtures.json(Files.readString(folder.resolve("answers.json"))).getAsJsonArray())
                .hasSize(36);
    }

    @Test
    void anArgumentThatIsNotUtf8IsNamedAsSuch() throws Exception {
        Fixtures.baseline(folder.resolve("model"));
        ProcessBuilder predict = program("predict", "model");
        // By the shell, for Java could not pass it on.
        String shell = "f=$(printf 'caf\\351.png') && : >\"$f\" && exec \"$@\" \"$f\"";
        predict.command().addAll(0, List.of("sh", "-c", shell, "-"));
        predict.environment().put("LC_ALL", "C.UTF-8");

        assertThat(end(predict)).isEqualTo(3);
        assertThat(err())
                .content()
                .contains(
                        "caf\uFFFD.png: this name is not UTF-8 (unpacked from an archive?); rename it");
    }

    @Test
    void settingsOfOtherApplicationsAreNotItsOwn() throws Exception {
        Files.writeString(folder.resolve(".env"), "QUARKUS_LOG_LEVEL=INFO\n");
        Files.writeString(
                Files.createDirectory(folder.resolve("config")).resolve("application.properties"),
                "quarkus.log.level=DEBUG\nquarkus.banner.enabled=true\nquarkus.log.console.stderr=false\n");
        ProcessBuilder networks = program("networks", "--json");
        networks.environment().put("QUARKUS_LOG_LEVEL", "TRACE");
        networks.environment().put("QUARKUS_BANNER_ENABLED", "true");

        assertThat(end(networks)).isZero();
        assertThat(err()).isEmptyFile();
        assertThat(Fixtures.json(Files.readString(out())).getAsJsonObject().keySet())
                .contains("networks");
    }

    @Test
    void aVariableThatKeepsTheEngineFromStartingIsNamed() throws Exception {
        Fixtures.baseline(folder.resolve("model"));
        ProcessBuilder predict = program("predict", "model", "slice.png");
        predict.environment().put("DJL_DEFAULT_ENGINE", "TensorFlow");

        assertThat(end(predict)).isEqualTo(1);
        assertThat(err())
                .content()
                .startsWith("ct-attention: PyTorch cannot be started (")
                .contains("Unknown default engine: TensorFlow")
                .contains("DJL_DEFAULT_ENGINE=TensorFlow")
                .hasLineCount(1);
    }

    @Test
    void aUserWithoutAHomeGetsNothingIntoTheCurrentFolder() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        ProcessBuilder version =
                program(List.of("-Duser.home=?", "-Djava.io.tmpdir=" + temporary), "--version");
        version.environment().keySet().removeAll(List.of("XDG_CACHE_HOME", "TMPDIR"));

        assertThat(end(version)).isZero();
        assertThat(folder.resolve("?")).doesNotExist();
    }

    @Test
    void twoTrainingsIntoOneFolderAreNotBothDone() throws Exception {
        Fixtures.slices(folder.resolve("slices"));
        String[] training = "train slices --size 36 --epochs 500 -o run".split(" ");
        Process first =
                program(training)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            while (Files.notExists(folder.resolve("run/last"))) {
                assertThat(first.isAlive()).as("the training ended too early").isTrue();
                first.waitFor(10, TimeUnit.MILLISECONDS);
            }
            assertThat(end(program("train", "slices", "--resume", "-o", "run"))).isEqualTo(1);
            assertThat(err())
                    .content()
                    .startsWith("ct-attention: run: process " + first.pid() + " on ")
                    .endsWith(
                            " is writing here; wait until it is done, stop it, or choose another"
                                    + " folder\n");
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    @Test
    void aTrainingGoesOnWhereJavaCannotDraw() throws Exception {
        Fixtures.slices(folder.resolve("slices"));
        Path libraries = Files.createDirectory(folder.resolve("libraries"));
        Files.writeString(libraries.resolve("libfreetype.so.6"), "none");
        ProcessBuilder train = program("train", "slices", "--size=36", "--epochs=1", "-o=run");
        train.environment().put("LD_LIBRARY_PATH", libraries.toString());

        assertThat(end(train)).isZero();
        assumeThat(folder.resolve("run/history.png"))
                .as("this Java brings a libfreetype of its own")
                .doesNotExist();
        assertThat(err()).content().containsOnlyOnce("run/history.png cannot be drawn");
        assertThat(out()).content().contains("history     run/history.csv (also .json)");
        assertThat(folder.resolve("run/history.csv")).isNotEmptyFile();
    }

    @Test
    void whereDigitsAreOthersItsOwnStayPlain() throws Exception {
        List<String> locale = List.of("-Duser.language=fa", "-Duser.country=IR");
        for (String command :
                List.of(
                        "dataset phantom -n 12 -o slices",
                        "train slices --size 36 --epochs 1 -o run",
                        "train slices --resume --epochs 2 -o run",
                        "explain run/best slices/COVID/phantom-00002.png -o maps")) {
            assertThat(end(program(locale, command.split(" ")))).as(command).isZero();
            assertThat(out()).content().matches(ProcessIT::plain);
            assertThat(err()).content().matches(ProcessIT::plain);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(Path::toString)).hasSizeGreaterThan(40).allMatch(ProcessIT::plain);
        }
    }

    private static boolean plain(String text) {
        return text.codePoints().noneMatch(c -> c > 127 && Character.isDigit(c));
    }

    @Test
    void inThePosixLocaleNamesBeyondAsciiAreRefusedOneByOne() throws Exception {
        Fixtures.baseline(folder.resolve("model"));
        Fixtures.slices(folder.resolve("data"));
        Files.delete(folder.resolve("data/manifest.csv"));
        // By the shell, for this JVM may have the same locale.
        String rename = "mv data/NonCOVID \"data/$(printf 'Gesund-\\303\\274brige')\"";
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", rename).directory(folder.toFile());
        assertThat(end(shell)).isZero();
        ProcessBuilder predict = program("predict", "model", "data");
        predict.environment().put("LC_ALL", "POSIX");

        assertThat(end(predict)).isEqualTo(3);
        assertThat(Files.readAllLines(out())).hasSize(1 + 6);
        List<String> errors = Files.readAllLines(err());
        assertThat(errors.remove(0)).isEqualTo("Skipped in data: 1 folder of masks (masks)");
        assertThat(errors)
                .hasSize(6)
                .allMatch(line -> line.contains("/data/Gesund-%C3%BCbrige/phantom-"))
                .allMatch(line -> line.contains("LC_ALL=C.UTF-8"));
    }
}
