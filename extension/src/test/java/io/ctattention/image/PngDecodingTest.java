package io.ctattention.image;

import static io.ctattention.image.EncodedImages.bytes;
import static io.ctattention.image.EncodedImages.chunk;
import static io.ctattention.image.EncodedImages.png;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ctattention.image.ImageHeader.ColorMode;
import io.ctattention.image.ImageHeader.Format;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngDecodingTest {

    private static DecodedImage decode(byte[] content) throws ImageException {
        return new SliceDecoder().decode("slice", content);
    }

    private static float[] levels(byte[] content) throws ImageException {
        return decode(content).grey().pixels();
    }

    @Test
    void greyOf8BitsIsDividedBy255() throws Exception {
        byte[] png = png(3, 1, 8, EncodedImages.GREY, bytes(0, 0, 51, 255));

        assertThat(decode(png).header())
                .isEqualTo(new ImageHeader(Format.PNG, ColorMode.GREY, 8, 3, 1));
        assertThat(levels(png)).containsExactly(0f, 0.2f, 1f);
    }

    @Test
    void greyOf16BitsKeepsItsRange() throws Exception {
        byte[] png = png(4, 1, 16, EncodedImages.GREY, bytes(0, 0, 0, 0, 1, 0x80, 0, 0xff, 0xff));

        assertThat(levels(png)).containsExactly(0f, 1 / 65535f, 32768 / 65535f, 1f);
    }

    @ParameterizedTest
    @CsvSource({"1, 0x40, 0", "2, 0x70, 0.33333334", "4, 0x3f, 0.2"})
    void greyOfFewBitsFillsTheRange(int depth, int twoSamples, float first) throws Exception {
        byte[] png = png(2, 1, depth, EncodedImages.GREY, bytes(0, twoSamples));

        assertThat(levels(png)).containsExactly(first, 1f);
    }

    @Test
    void colourBecomesRec601Luma() throws Exception {
        float[] levels =
                levels(
                        png(
                                4,
                                1,
                                8,
                                EncodedImages.RGB,
                                bytes(0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 77, 77, 77)));

        assertThat(levels).containsExactly(0.299f, 0.587f, 0.114f, 77 / 255f);
    }

    @Test
    void colourOf16BitsKeepsItsRange() throws Exception {
        byte[] row = bytes(0, 0, 1, 0, 1, 0, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);

        assertThat(levels(png(2, 1, 16, EncodedImages.RGB, row))).containsExactly(1 / 65535f, 1f);
    }

    @Test
    void alphaIsComposedOnBlack() throws Exception {
        byte[] row = bytes(0, 255, 255, 255, 51, 255, 255, 255, 0, 100, 100, 100, 255);
        byte[] grey = bytes(0, 255, 51, 255, 0, 100, 255);

        assertThat(levels(png(3, 1, 8, EncodedImages.RGBA, row)))
                .containsExactly(0.2f, 0f, 100 / 255f);
        assertThat(levels(png(3, 1, 8, EncodedImages.GREY_ALPHA, grey)))
                .containsExactly(0.2f, 0f, 100 / 255f);
    }

    @Test
    void alphaOf16BitsIsComposedOnBlack() throws Exception {
        byte[] row = bytes(0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x33, 0x33);
        byte[] grey = bytes(0, 0xff, 0xff, 0x33, 0x33);

        assertThat(levels(png(1, 1, 16, EncodedImages.RGBA, row))).containsExactly(0.2f);
        assertThat(levels(png(1, 1, 16, EncodedImages.GREY_ALPHA, grey))).containsExactly(0.2f);
    }

    @Test
    void aPaletteIsLookedUp() throws Exception {
        byte[] palette = chunk("PLTE", bytes(255, 0, 0, 51, 51, 51, 255, 255, 255));
        byte[] png = png(3, 1, 2, EncodedImages.PALETTE, bytes(0, 0b00011000), palette);

        assertThat(decode(png).header().colorMode()).hasToString("palette");
        assertThat(levels(png)).containsExactly(0.299f, 0.2f, 1f);
    }

    @Test
    void aTransparentPaletteColourIsBlack() throws Exception {
        byte[] palette = chunk("PLTE", bytes(255, 255, 255, 255, 255, 255));
        byte[] transparency = chunk("tRNS", bytes(51));
        byte[] png = png(2, 1, 8, EncodedImages.PALETTE, bytes(0, 0, 1), palette, transparency);

        assertThat(levels(png)).containsExactly(0.2f, 1f);
    }

    @Test
    void theTransparentGreyOrColourIsBlack() throws Exception {
        byte[] grey = chunk("tRNS", bytes(0, 200));
        byte[] rgb = chunk("tRNS", bytes(0, 200, 0, 200, 0, 200));
        byte[] row = bytes(0, 200, 200, 200, 51, 51, 51);

        assertThat(levels(png(2, 1, 8, EncodedImages.GREY, bytes(0, 200, 51), grey)))
                .containsExactly(0f, 0.2f);
        assertThat(levels(png(2, 1, 8, EncodedImages.RGB, row, rgb))).containsExactly(0f, 0.2f);
    }

    @Test
    void aGammaOrColourProfileChangesNothing() throws Exception {
        byte[] rows = bytes(0, 0, 51, 255);
        byte[] gamma = chunk("gAMA", bytes(0, 1, 0x86, 0xa0));
        byte[] profile = chunk("iCCP", bytes('x', 0, 0, 1, 2, 3));

        assertThat(levels(png(3, 1, 8, EncodedImages.GREY, rows, profile, gamma)))
                .containsExactly(0f, 0.2f, 1f);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 2", "5, 9", "37, 23"})
    void anInterlacedImageEqualsThePlainOne(int width, int height) throws Exception {
        var picture = EncodedImages.picture(width, height, BufferedImage.TYPE_INT_RGB);

        float[] interlaced = levels(EncodedImages.written(picture, "png", true));

        assertThat(interlaced)
                .containsExactly(levels(EncodedImages.written(picture, "png", false)));
    }

    @Test
    void whatFollowsTheEndIsIgnored() throws Exception {
        byte[] png = png(1, 1, 8, EncodedImages.GREY, bytes(0, 51));

        assertThat(levels(EncodedImages.join(png, bytes(1, 2, 3)))[0])
                .isCloseTo(0.2f, within(1e-7f));
    }
}
