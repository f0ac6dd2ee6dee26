package io.ctattention.cli.cuda;

import io.ctattention.cli.terminal.CleanWriter;
import io.ctattention.cli.terminal.Terminal;
import io.ctattention.engine.CudaArtifact;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Jars that Maven gets: by the user's settings, mirrors and proxies, checked against the
 * repository's hashes, and kept in the user's repository.
 */
final class MavenJars {

    private static final String PLUGIN =
            "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath";

    private static final long SHOWN_NANOS = 200_000_000; // Maven tells of every few kilobytes

    private static final Pattern OPTION = Pattern.compile("-Dmaven\\.repo\\.local=(\\S+)");
    private static final Pattern SETTING =
            Pattern.compile("<localRepository>\\s*([^<$]+?)\\s*</localRepository>");

    private final List<CudaArtifact> artifacts;
    private final Path repository = findRepository();

    MavenJars(List<CudaArtifact> artifacts) {
        this.artifacts = artifacts;
    }

    /** Where Maven probably keeps its jars: it is told by the most usual ways only. */
    Path repository() {
        return repository;
    }

    private static Path findRepository() {
        Path maven = Path.of(System.getProperty("user.home"), ".m2");
        return Stream.of("MAVEN_ARGS", "MAVEN_OPTS")
                .map(System::getenv)
                .filter(options -> options != null)
                .flatMap(options -> first(OPTION, options))
                .findFirst()
                .or(() -> first(SETTING, read(maven.resolve("settings.xml"))).findFirst())
                .map(Path::of)
                .orElse(maven.resolve("repository"));
    }

    private static Stream<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Stream.of(matcher.group(1)) : Stream.empty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException | UncheckedIOException e) { // there is none
            return "";
        }
    }

    /** How much is still to be downloaded. */
    long bytes() {
        return artifacts.stream()
                .filter(jar -> Files.notExists(repository.resolve(jar.path())))
                .mapToLong(CudaArtifact::bytes)
                .sum();
    }

    /**
     * Has Maven get them.
     *
     * @param err is shown what Maven downloads
     * @param stopped whether to end it
     * @return the jars; empty if it was ended
     * @throws IOException if there is no Maven, or it fails; the message is its own
     */
    List<Path> resolve(PrintWriter err, BooleanSupplier stopped) throws IOException {
        Path work = Files.createTempDirectory("ct-attention-cuda");
        Path pom = work.resolve("pom.xml");
        Path list = work.resolve("jars");
        try {
            Files.writeString(pom, pom(artifacts));
            Process maven = start(pom, list);
            MavenOutput output = new MavenOutput(err);
            Thread reader = new Thread(() -> output.read(maven.getInputStream()));
            reader.start();
            int exitCode = await(maven, stopped);
            join(reader);
            if (stopped.getAsBoolean()) {
                return List.of();
            }
            if (exitCode != 0) {
                throw new IOException(
                        "Maven cannot download the CUDA libraries: " + output.error());
            }
            return Stream.of(Files.readString(list).strip().split(File.pathSeparator))
                    .map(Path::of)
                    .toList();
        } finally {
            Files.deleteIfExists(list);
            Files.deleteIfExists(pom);
            Files.deleteIfExists(work);
        }
    }

    private static Process start(Path pom, Path list) throws IOException {
        List<String> command = new ArrayList<>(List.of("mvn", "--strict-checksums"));
        if (!Terminal.interactive()) {
            command.add("--batch-mode");
        }
        command.addAll(
                List.of(
                        "-Dstyle.color=never",
                        "--file",
                        pom.toString(),
                        PLUGIN,
                        "-Dmdep.outputFile=" + list));
        try {
            return new ProcessBuilder(command)
                    .directory(pom.getParent().toFile()) // no .mvn of another project
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .start();
        } catch (IOException e) {
            throw new IOException(
                    "Cannot start mvn, which downloads the CUDA libraries: install Maven 3.8.6 or"
                            + " later, or add its bin folder to PATH",
                    e);
        }
    }

    private static int await(Process maven, BooleanSupplier stopped) throws IOException {
        try {
            while (!maven.waitFor(100, TimeUnit.MILLISECONDS)) {
                if (stopped.getAsBoolean()) {
                    maven.descendants().forEach(ProcessHandle::destroy);
                    maven.destroy();
                }
            }
            return maven.exitValue();
        } catch (InterruptedException e) {
            maven.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while Maven was running", e);
        }
    }

    private static void join(Thread reader) {
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A project of these jars and none that they depend on. */
    static String pom(List<CudaArtifact> artifacts) {
        String dependencies =
                artifacts.stream().map(MavenJars::dependency).collect(Collectors.joining());
        return """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>io.ctattention</groupId>
          <artifactId>cuda-libraries</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <dependencies>
        """
                + dependencies
                + """
                  </dependencies>
                </project>
                """;
    }

    private static String dependency(CudaArtifact artifact) {
        return String.format(
                Locale.ROOT,
                """
                    <dependency>
                      <groupId>%s</groupId>
                      <artifactId>%s</artifactId>
                      <version>%s</version>
                      <classifier>%s</classifier>
                      <exclusions>
                        <exclusion>
                          <groupId>*</groupId>
                          <artifactId>*</artifactId>
                        </exclusion>
                      </exclusions>
                    </dependency>
                """,
                CudaArtifact.GROUP,
                artifact.name(),
                artifact.version(),
                artifact.classifier());
    }

    /** What Maven prints: its transfers are passed on, of the rest only its first error is kept. */
    private static final class MavenOutput {

        private final PrintWriter err;
        private final StringBuilder line = new StringBuilder();
        private volatile String error = "";
        private long shown = System.nanoTime();

        MavenOutput(PrintWriter err) {
            this.err = err;
        }

        String error() {
            return error.isEmpty() ? "it does not say why" : error;
        }

        void read(InputStream in) {
            byte[] buffer = new byte[8192];
            try (in) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    new String(buffer, 0, read, StandardCharsets.UTF_8).chars().forEach(this::take);
                }
            } catch (IOException e) { // it was ended
                return;
            }
        }

        /** Progress ends with a carriage return and is overwritten by what follows. */
        private void take(int character) {
            if (character != '\n' && character != '\r') {
                line.append((char) character);
                return;
            }
            String text = line.toString();
            line.setLength(0);
            if (character == '\r' && text.startsWith("Progress")) {
                if (System.nanoTime() - shown < SHOWN_NANOS) {
                    return;
                }
                shown = System.nanoTime();
                CleanWriter.clearLine(err);
                err.print(text.strip());
                err.flush();
            } else if (text.startsWith("[ERROR]") && error.isEmpty()) {
                error = text.substring("[ERROR]".length()).replace(" -> [Help 1]", "").strip();
            } else if (text.contains("Downloaded from") && text.contains(".jar")) {
                String transfer = text.replace("[INFO]", "").strip();
                if (!text.startsWith("[INFO]")) {
                    CleanWriter.clearLine(err);
                }
                err.println(transfer);
                err.flush();
            }
        }
    }
}
