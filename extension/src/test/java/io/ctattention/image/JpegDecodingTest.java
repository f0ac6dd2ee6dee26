package io.ctattention.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.image.ImageHeader.ColorMode;
import io.ctattention.image.ImageHeader.Format;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegDecodingTest {

    private static final SliceDecoder DECODER = new SliceDecoder();

    private static BufferedImage plain(Color color, int type) {
        var image = new BufferedImage(50, 30, type);
        var graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, 50, 30);
        graphics.dispose();
        return image;
    }

    private static double meanDifference(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / a.length;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void colourBecomesRec601Luma(boolean progressive) throws Exception {
        byte[] red =
                EncodedImages.written(
                        plain(Color.RED, BufferedImage.TYPE_INT_RGB), "jpeg", progressive);

        DecodedImage decoded = DECODER.decode("slice", red);

        assertThat(decoded.header())
                .isEqualTo(new ImageHeader(Format.JPEG, ColorMode.RGB, 8, 50, 30));
        for (float level : decoded.grey().pixels()) {
            assertThat(level).isBetween(0.29f, 0.31f);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void greyKeepsItsLevels(boolean progressive) throws Exception {
        var picture = EncodedImages.picture(123, 77, BufferedImage.TYPE_BYTE_GRAY);

        DecodedImage decoded =
                DECODER.decode("slice", EncodedImages.written(picture, "jpeg", progressive));

        assertThat(decoded.header().colorMode()).isEqualTo(ColorMode.GREY);
        assertThat(meanDifference(decoded.grey().pixels(), GreyImage.of(picture).pixels()))
                .isLessThan(0.03);
    }

    @Test
    void progressiveEqualsBaseline() throws Exception {
        var picture = EncodedImages.picture(123, 77, BufferedImage.TYPE_INT_RGB);

        float[] baseline =
                DECODER.decode("b", EncodedImages.written(picture, "jpeg", false)).grey().pixels();
        float[] progressive =
                DECODER.decode("p", EncodedImages.written(picture, "jpeg", true)).grey().pixels();

        assertThat(meanDifference(baseline, progressive)).isLessThan(0.002);
    }

    @Test
    void withoutAnyMarkerOfColourItIsYCbCr() throws Exception {
        byte[] jpeg =
                EncodedImages.jpegWithoutSubsampling(plain(Color.RED, BufferedImage.TYPE_INT_RGB));
        byte[] bare =
                EncodedImages.join(
                        Arrays.copyOf(jpeg, 2), Arrays.copyOfRange(jpeg, 20, jpeg.length));
        assertThat(jpeg).containsSequence('J', 'F', 'I', 'F');
        assertThat(new String(bare, StandardCharsets.ISO_8859_1)).doesNotContain("JFIF");

        assertThat(DECODER.decode("bare", bare).grey().pixels())
                .containsExactly(DECODER.decode("jfif", jpeg).grey().pixels());
    }

    @Test
    void whatFollowsTheEndIsIgnored() throws Exception {
        byte[] jpeg =
                EncodedImages.written(
                        plain(Color.GRAY, BufferedImage.TYPE_BYTE_GRAY), "jpeg", false);

        byte[] longer = EncodedImages.join(jpeg, new byte[100]);

        assertThat(DECODER.decode("longer", longer).grey().pixels())
                .containsExactly(DECODER.decode("jpeg", jpeg).grey().pixels());
    }
}
