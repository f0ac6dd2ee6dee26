package io.ctattention.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ctattention.training.recipe.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir Path folder;
    private RunFolder run;
    private Path plot;

    @BeforeEach
    void aRunWithAPlot() throws IOException {
        run =
                new RunFolder(
                        TinySlices.plan(
                                TinySlices.write(folder.resolve("slices"), 8),
                                TrainingRecipe.PAPER,
                                folder,
                                "run",
                                true),
                        null);
        plot = Files.createDirectory(folder.resolve("run")).resolve("history.png");
        Files.writeString(plot, "of fewer epochs");
    }

    @Test
    void aPlotThatJavaCannotDrawLeavesNoOlderOneAndEndsNoTraining() throws IOException {
        boolean drawn =
                run.drawn(
                        () -> {
                            throw new UnsatisfiedLinkError("libfreetype.so.6: cannot open");
                        });

        assertThat(drawn).isFalse();
        assertThat(plot).doesNotExist();
    }

    /** {@code ct-attention-report} draws plots, which is not on this class path. */
    @Test
    void whereNothingDrawsNoOlderPlotIsLeftEither() throws IOException {
        run.writeHistory(new History("COVID", List.of()));

        assertThat(plot).doesNotExist();
        assertThat(folder.resolve("run/history.csv")).isNotEmptyFile();
    }

    @Test
    void aDiskThatIsFullIsAFault() {
        assertThatThrownBy(
                        () ->
                                run.drawn(
                                        () -> {
                                            throw new IOException("No space left on device");
                                        }))
                .isInstanceOf(IOException.class);
        assertThat(plot).exists();
    }
}
