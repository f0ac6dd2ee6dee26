package io.ctattention.server.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that images are built from can be built as they say, and label what comes of them. */
class DockerfilesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern USED = Pattern.compile("\\$\\{(\\w+)}");
    private static final List<String> LABELS =
            List.of(
                    "version=\"${VERSION}\"",
                    "revision=\"${REVISION}\"",
                    "source=\"${SOURCE}\"",
                    "created=\"${CREATED}\"",
                    "base.name=\"${BASE_IMAGE}\"",
                    "base.digest=\"${BASE_DIGEST}\"");

    private static String read(String name) throws IOException {
        return Files.readString(ROOT.resolve("src/main/docker/Dockerfile." + name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "cuda", "native"})
    void theDocumentedCommandNeedsNoArgument(String name) throws IOException {
        String file = read(name);
        String beforeTheFirstStage = file.substring(0, file.indexOf("\nFROM "));
        List<String> needed =
                file.lines()
                        .filter(line -> line.startsWith("FROM "))
                        .flatMap(line -> USED.matcher(line).results().map(used -> used.group(1)))
                        .toList();

        assertThat(needed).contains("BUILD_IMAGE", "BASE_IMAGE");
        for (String argument : needed) {
            assertThat(beforeTheFirstStage).containsPattern("(?m)^ARG " + argument + "=\\S+$");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "cuda", "native"})
    void theImageSaysWhatItWasMadeFrom(String name) throws IOException {
        String file = read(name);
        String lastStage = file.substring(file.lastIndexOf("\nFROM "));
        for (String label : LABELS) {
            assertThat(lastStage).contains("org.opencontainers.image." + label);
        }
        assertThat(USED.matcher(lastStage.substring(lastStage.indexOf("LABEL"))).results())
                .extracting(used -> used.group(1))
                .allSatisfy(used -> assertThat(lastStage).containsPattern("(?m)^ARG " + used));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "cuda", "native"})
    void whatIsRunIsSentToTheBuild(String name) throws IOException {
        String sent = Files.readString(ROOT.resolve(".dockerignore"));
        Pattern used = Pattern.compile("src/main/docker/[\\w-]+\\.sh|src/main/docker/ready");

        assertThat(used.matcher(read(name)).results().map(MatchResult::group))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(sent).contains("\n!" + file + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "cuda", "native"})
    void everyArgumentIsDocumented(String name) throws IOException {
        String operations = Files.readString(ROOT.resolve("docs/operations.md"));
        List<MatchResult> arguments =
                Pattern.compile("(?m)^ARG (\\w+)(?:=(\\S+))?")
                        .matcher(read(name))
                        .results()
                        .toList();

        for (MatchResult argument : arguments) {
            assertThat(operations).contains("`" + argument.group(1) + "`");
        }
    }
}
