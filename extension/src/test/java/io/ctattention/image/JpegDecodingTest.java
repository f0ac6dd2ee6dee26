package io.ctattention.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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

    /** 63 coefficients of -1 of 3 zero bits each, as a point in the corner of a block may give. */
    private static final String ZERO_BITS = "00" + "000".repeat(63);

    @Test
    void aBlockMayBeZeroBitsFromEndToEnd() throws Exception {
        byte[] jpeg =
                EncodedImages.greyJpeg(
                        3, 0xc1, 8, EncodedImages.scan(0, 63, 0, 0, "0001" + ZERO_BITS + "0001"));

        assertThat(DECODER.decode("zeros", jpeg).header().width()).isEqualTo(24);
    }

    @Test
    void twoSuchBlocksInARowAreAStretchOfZeros() {
        byte[] jpeg =
                EncodedImages.greyJpeg(
                        2, 0xc1, 8, EncodedImages.scan(0, 63, 0, 0, ZERO_BITS + ZERO_BITS));

        assertThatThrownBy(() -> DECODER.decode("zeros", jpeg))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("too long a run of zero bits");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 800, 1537, 2047})
    void theCoarsestStepsAreRead(int step) throws Exception {
        byte[] jpeg =
                EncodedImages.greyJpeg(
                        2, 0xc1, step, EncodedImages.scan(0, 63, 0, 0, "01001" + "01101"));

        float[] pixels = DECODER.decode("coarse", jpeg).grey().pixels();

        // ITU-T T.81, A.3.3: an even block is its DC coefficient over 8, and 128.
        assertThat(pixels[0] * 255).isEqualTo(Math.max(0, Math.round(128 - step / 8f)), within(1f));
        assertThat(pixels[8] * 255).isEqualTo(128, within(0.01f));
    }

    @Test
    void aProgressiveJpegOfCoarseStepsIsReadThoughItsFirstScanOvershoots() throws Exception {
        // -1 without its last bit is -2, and 2 x 800 is out of range: libjpeg at quality 1.
        byte[] jpeg =
                EncodedImages.greyJpeg(
                        1,
                        0xc2,
                        800,
                        EncodedImages.scan(0, 0, 0, 1, "010"),
                        EncodedImages.scan(1, 63, 0, 0, "01"),
                        EncodedImages.scan(0, 0, 1, 0, "1"));

        float[] pixels = DECODER.decode("coarse", jpeg).grey().pixels();

        assertThat(pixels[0] * 255).isEqualTo(128 - 800 / 8, within(0.01f));
    }

    @Test
    void aByteOfPaddingMoreThanNeededIsRead() throws Exception {
        // As jpeg-js writes where the last bit completes a byte.
        byte[] jpeg = EncodedImages.greyJpeg(2, 0xc1, 8, scanOfTwoBlocks("1".repeat(8)));

        assertThat(DECODER.decode("padded", jpeg).grey().pixels()).containsOnly(128 / 255f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000", "11111110", "1111111111111111", "0001"})
    void otherBitsThanThatAreTooMany(String more) {
        byte[] jpeg = EncodedImages.greyJpeg(2, 0xc1, 8, scanOfTwoBlocks(more));

        assertThatThrownBy(() -> DECODER.decode("longer", jpeg))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("too many bits");
    }

    private static byte[] scanOfTwoBlocks(String more) {
        return EncodedImages.scan(0, 63, 0, 0, "00010001" + more);
    }
}
