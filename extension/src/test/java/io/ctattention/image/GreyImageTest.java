package io.ctattention.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GreyImageTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_ARGB_PRE,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_4BYTE_ABGR_PRE
            })
    void everyColourLayoutGivesTheSameLuma(int type) {
        var image = new BufferedImage(2, 1, type);
        image.setRGB(0, 0, 0xff0000ff);
        image.setRGB(1, 0, 0xff4d4d4d);

        assertThat(GreyImage.of(image).pixels()).containsExactly(0.114f, 77 / 255f);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_USHORT_565_RGB,
                BufferedImage.TYPE_USHORT_555_RGB,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY
            })
    void blackAndWhiteAreKeptByEveryLayout(int type) {
        var image = new BufferedImage(2, 1, type);
        image.setRGB(0, 0, 0xff000000);
        image.setRGB(1, 0, 0xffffffff);

        assertThat(GreyImage.of(image).pixels()).containsExactly(0f, 1f);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_ARGB_PRE,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_4BYTE_ABGR_PRE
            })
    void alphaIsComposedOnBlackOnce(int type) {
        var image = new BufferedImage(1, 1, type);
        image.setRGB(0, 0, 0x33ffffff);

        assertThat(GreyImage.of(image).pixels()[0]).isCloseTo(0.2f, within(1e-6f));
    }

    @Test
    void greySamplesAreNotGammaCorrected() {
        var image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(0, 0, 0, 51);

        assertThat(GreyImage.of(image).pixels()).containsExactly(0.2f);
    }

    @Test
    void eightBitsThereAndBackChangeNothing() {
        float[] levels = new float[256];
        for (int i = 0; i < 256; i++) {
            levels[i] = i / 255f;
        }

        var image = new GreyImage(16, 16, levels).toBufferedImage();

        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        assertThat(image.getRaster().getSample(3, 2, 0)).isEqualTo(35);
        assertThat(GreyImage.of(image).pixels()).containsExactly(levels, within(1e-7f));
    }
}
