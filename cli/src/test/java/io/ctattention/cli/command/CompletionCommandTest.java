package io.ctattention.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.main.Launch;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusMainTest
class CompletionCommandTest {

    @TempDir Path folder;

    @Test
    @Launch("completion")
    void theCompletionIsAScriptThatBashUnderstands(LaunchResult result) throws Exception {
        assertThat(result.getOutput())
                .contains("--protocol", "macroF1", "gradcam++", "ct-attention");
        Path script = Files.writeString(folder.resolve("completion.sh"), result.getOutput());
        Process bash = new ProcessBuilder("bash", "-n", script.toString()).inheritIO().start();
        assertThat(bash.waitFor()).isZero();
    }
}
