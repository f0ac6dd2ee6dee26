package io.ctattention.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ctattention.image.PngFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, in a home of its own that holds the packaged jar. */
@DisabledOnOs(OS.WINDOWS)
@DisabledIfSystemProperty(
        named = "native.image.path",
        matches = ".+",
        disabledReason = "a native build makes no jar")
class LauncherIT {

    private static final String PREPARING =
            "ct-attention: preparing faster starts with this Java, once ...\n";

    @TempDir(factory = BesideTheJar.class)
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path target;

    /** On the file system of the jar, for its libraries are linked. */
    static final class BesideTheJar implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
                throws IOException {
            Path jar = Path.of(System.getProperty("ct-attention.jar"));
            return Files.createTempDirectory(jar.getParent().getParent(), "launcher");
        }
    }

    private record Ended(int exitCode, String out, String err) {}

    @BeforeEach
    void home() throws IOException {
        Path home = folder.resolve("home");
        target = home.resolve("cli/target");
        for (String module : List.of("extension", "report", "cli")) {
            Files.createDirectories(home.resolve(module).resolve("src/main"));
            Files.createFile(home.resolve(module).resolve("pom.xml"));
        }
        Files.createFile(home.resolve("pom.xml"));
        Path jar = Path.of(System.getProperty("ct-attention.jar"));
        link(jar.getParent(), target.resolve("quarkus-app"));
        // Newer than the sources of this home.
        Path run = target.resolve("quarkus-app").resolve(jar.getFileName());
        Files.delete(run);
        Files.copy(jar, run);
        Files.copy(
                Path.of(System.getProperty("ct-attention.launcher")), home.resolve("ct-attention"));
    }

    /** Links files, for one of them is 112 MB. */
    private static void link(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.createLink(copy, file);
                }
            }
        }
    }

    private Ended run(String javaOptions, String... arguments) throws Exception {
        return run("home", javaOptions, arguments);
    }

    private Ended run(String home, String javaOptions, String[] arguments) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of("bash", folder.resolve(home).resolve("ct-attention").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(folder.resolve("out.txt").toFile())
                        .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", javaOptions);
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(folder.resolve("out.txt")),
                Files.readString(folder.resolve("err.txt")));
    }

    private Path archive() throws IOException {
        try (Stream<Path> archives = Files.list(target.resolve("class-data"))) {
            List<Path> all = archives.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    @Test
    void theFirstCallArchivesTheClassesThatLaterCallsTakeFromThere() throws Exception {
        assertThat(run("", "--version").err()).isEqualTo(PREPARING);
        Fixtures.baseline(folder.resolve("model"));
        Path slice = Fixtures.slice(Fixtures.slices(folder.resolve("slices")));
        Path classes = folder.resolve("classes.txt");

        Ended end = run("-Xlog:class+load:file=" + classes, "predict", "model", slice.toString());

        assertThat(end.exitCode()).isZero();
        assertThat(end.err()).isEmpty();
        assertThat(Files.readAllLines(classes))
                .filteredOn(line -> line.contains(" io.ctattention.model.Inference "))
                .singleElement()
                .asString()
                .contains("source: shared objects file (top)");

        Path archive = archive();
        Files.delete(archive); // it is write-protected
        Files.writeString(archive, "no archive");
        Ended without = run("", "--version");
        assertThat(without.exitCode()).isZero();
        assertThat(without.err()).as("of an archive that is none").isEmpty();
        assertThat(without.out()).startsWith("ct-attention ");
        assertThat(archive).hasContent("no archive");
    }

    @Test
    void slicesOfAnyShapeAreAnsweredBesideTheOthersInASmallHeap() throws Exception {
        Fixtures.baseline(folder.resolve("model"));
        Path slices = Fixtures.slices(folder.resolve("slices")).resolve("COVID");
        environment.put("JAVA_HOME", javaWithoutARelease().toString());
        int pixels = 4_000_000;
        for (int[] size : new int[][] {{1, pixels}, {pixels, 1}}) {
            BufferedImage image = new BufferedImage(size[0], size[1], BufferedImage.TYPE_BYTE_GRAY);
            PngFile.write(image, slices.resolve("long-" + size[0] + ".png"));
        }
        for (String command : List.of("predict", "explain")) {
            Ended end = run("-Xmx128m", command, "model", slices.toString(), "--csv", "-");

            assertThat(end.exitCode()).isZero();
            assertThat(end.out().lines()).hasSize(1 + 6 + 2).noneMatch(l -> l.contains("memory"));
        }
        assertThat(folder.resolve("explanations")).isDirectoryContaining("glob:**/long-1-*.png");
    }

    @Test
    void anArchiveThatCannotBeMadeIsTriedOnce() throws Exception {
        Path jar = target.resolve("quarkus-app/quarkus-run.jar");
        Files.delete(jar);
        Files.writeString(jar, "no jar");

        assertThat(run("", "--version").err()).startsWith(PREPARING);
        assertThat(archive()).isEmptyFile();
        assertThat(run("", "--version").err()).doesNotContain(PREPARING);
    }

    @Test
    void withoutAPlaceForAnArchiveItRunsWithoutOne() throws Exception {
        assertThat(target.toFile().setWritable(false)).isTrue();
        try {
            assumeThat(Files.isWritable(target)).as("this user may write anywhere").isFalse();
            Ended end = run("", "--version");
            assertThat(end.exitCode()).isZero();
            assertThat(end.out()).startsWith("ct-attention ");
            assertThat(end.err()).isEmpty();
        } finally {
            assertThat(target.toFile().setWritable(true)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a+b", "a[b", "a]b", "a!", "a\ud83e\udde0b"})
    void aFolderThatJavaCannotStartFromIsRefusedInASentence(String name) throws Exception {
        Path home = Files.createDirectory(folder.resolve(name));
        Files.move(folder.resolve("home"), home.resolve("home"));
        Ended end = run(name + "/home", "", new String[] {"--version"});
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.out()).isEmpty();
        assertThat(end.err())
                .startsWith("ct-attention: it cannot run from " + home.resolve("home") + ": ")
                .endsWith("; move it to another folder\n");
    }

    @Test
    void mostOddFoldersAreNoTrouble() throws Exception {
        String name = "a b!c%20d#?&;'\"e";
        Path home = Files.createDirectory(folder.resolve(name));
        Files.move(folder.resolve("home"), home.resolve("home"));
        target = home.resolve("home/cli/target");
        Ended end = run(name + "/home", "", new String[] {"--version"});
        assertThat(end.exitCode()).as(end.err()).isZero();
        assertThat(end.out()).startsWith("ct-attention ");
        assertThat(archive()).isNotEmptyFile();
    }

    @Test
    void inThePosixLocaleAndWithASmallHeapItReadsNamesBeyondAscii() throws Exception {
        Fixtures.baseline(folder.resolve("model"));
        Fixtures.slices(folder.resolve("slices"));
        String rename = "mv slices/COVID \"slices/$(printf 'Gesund-\\303\\274brige')\"";
        assertThat(
                        new ProcessBuilder("sh", "-c", rename)
                                .directory(folder.toFile())
                                .start()
                                .waitFor())
                .isZero();
        environment.put("LC_ALL", "POSIX");
        environment.put("JAVA_HOME", javaWithoutARelease().toString());

        Ended end = run("-Xmx24m", "predict", "model", "slices", "--json");

        assertThat(end.err())
                .isEqualTo(
                        "Skipped in slices: 1 folder of masks (masks), 1 text file"
                                + " (manifest.csv)\n");
        assertThat(end.exitCode()).isZero();
        assertThat(end.out()).contains("\"slices/Gesund-\u00FCbrige/phantom-00002.png\"");
    }

    /** The same Java, of which no archive of classes is made. */
    private Path javaWithoutARelease() throws IOException {
        Path home = folder.resolve("java");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(
                java,
                "#!/bin/sh\nexec '" + System.getProperty("java.home") + "/bin/java' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return home;
    }
}
