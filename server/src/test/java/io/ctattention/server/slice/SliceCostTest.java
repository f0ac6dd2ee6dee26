package io.ctattention.server.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.CamTarget;
import io.ctattention.image.PngFile;
import io.ctattention.image.SliceDecoder;
import io.ctattention.server.Phantoms;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceCostTest {

    private static final NetworkSpec NETWORK = NetworkSpec.paper(AttentionSpec.NONE, 180, 2);

    private static int decoding(byte[] content) {
        return SliceCost.decoding(new SliceDecoder(), content);
    }

    private static byte[] jpeg(int side, boolean progressive) throws Exception {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(
                    progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(out);
            writer.write(
                    null,
                    new IIOImage(
                            new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY),
                            null,
                            null),
                    parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    @Test
    void aUsualSliceCostsNothingToDecode() throws Exception {
        assertThat(decoding(Phantoms.png(1))).isZero();
        assertThat(decoding(jpeg(512, false))).isZero();
    }

    @Test
    void manyPixelsCostMore() {
        assertThat(
                        decoding(
                                PngFile.bytes(
                                        new BufferedImage(
                                                2_000, 2_000, BufferedImage.TYPE_BYTE_GRAY))))
                .isEqualTo(4);
        assertThat(
                        decoding(
                                PngFile.bytes(
                                        new BufferedImage(
                                                2_000, 2_000, BufferedImage.TYPE_INT_RGB))))
                .isEqualTo(12);
    }

    @Test
    void everyScanOfAJpegCostsMore() throws Exception {
        byte[] one = jpeg(2_000, false);
        byte[] ten = jpeg(2_000, true);
        assertThat(decoding(one)).isEqualTo(4 + 1);
        assertThat(decoding(ten)).as("6 scans, as libjpeg makes of a grey image").isEqualTo(4 + 6);
    }

    @Test
    void whatIsRefusedByItsHeaderCostsNothing() {
        assertThat(decoding("GIF89a".getBytes(StandardCharsets.US_ASCII))).isZero();
        assertThat(decoding(new byte[0])).isZero();
        assertThat(decoding(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})).isZero();
    }

    /** In forward passes, measured with CBAM at 180 x 180: 1, 2, 46 and 4. */
    @ParameterizedTest
    @CsvSource({"GRADCAM, 2", "EIGENCAM, 2", "SCORECAM, 66", "ABLATIONCAM, 4"})
    void anExplanationCostsWhatItsMethodTakes(CamMethod method, int passes) {
        assertThat(new SliceTask.Explain(CamTarget.PREDICTION.by(method), false).cost(NETWORK))
                .isEqualTo(passes);
        assertThat(new SliceTask.Classify().cost(NETWORK)).isEqualTo(1);
    }
}
