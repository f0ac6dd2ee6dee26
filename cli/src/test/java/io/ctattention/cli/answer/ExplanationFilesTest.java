package io.ctattention.cli.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.Explanation;
import io.ctattention.explanation.HeatMap;
import io.ctattention.explanation.Layer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationFilesTest {

    private static final Explanation EXPLANATION =
            new Explanation(
                    List.of("a", "b"),
                    new double[] {0.25, 0.75},
                    "b",
                    "b",
                    Layer.CONV,
                    CamMethod.GRADCAM,
                    new HeatMap(1, new float[] {1}, new float[] {1}, false, 0.5, 1),
                    List.of());

    @TempDir Path folder;

    @Test
    void whatCannotBeBegunLeavesTheFilesOfAnEarlierRun() throws IOException {
        BufferedImage slice = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
        try (ExplanationFiles files = new ExplanationFiles(folder)) {
            files.write("x.png", slice, EXPLANATION);
        }
        Path raw = folder.resolve("x-b-conv-raw.png");
        Files.delete(raw);
        Files.createDirectory(raw); // which no file can replace
        try (ExplanationFiles files = new ExplanationFiles(folder)) {
            assertThatThrownBy(() -> files.write("x.png", slice, EXPLANATION))
                    .isInstanceOf(IOException.class);
        }
        assertThat(folder.resolve("x-b-conv.png")).isNotEmptyFile();
        assertThat(folder.resolve("x-b-conv.json")).isNotEmptyFile();
    }
}
