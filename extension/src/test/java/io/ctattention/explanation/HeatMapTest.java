package io.ctattention.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeatMapTest {

    /** A side of 22 shrinks to 20, 10, 8, 4 and at last 2. */
    private static final NetworkSpec TWO_BY_TWO = NetworkSpec.paper(AttentionSpec.NONE, 22, 2);

    @Test
    void theGreatestPositiveValueBecomesOneAndNegativeOnesZero() {
        HeatMap map = HeatMap.of(TWO_BY_TWO, new float[] {-3, 0, 1, 4});
        assertThat(map.side()).isEqualTo(2);
        assertThat(map.scaled()).containsExactly(0, 0, 0.25f, 1);
        assertThat(map.empty()).isFalse();
    }

    @Test
    void aMapWithoutAPositiveValueStaysZeroAndSaysSo() {
        HeatMap map = HeatMap.of(TWO_BY_TWO, new float[] {-3, -1, 0, -4});
        assertThat(map.scaled()).containsOnly(0);
        assertThat(map.empty()).isTrue();
        assertThat(map.over(7, 5)).containsOnly(0);
    }

    @Test
    void aValueThatIsNoNumberIsNoHeatMap() {
        assertThatThrownBy(() -> HeatMap.of(TWO_BY_TWO, new float[] {0, Float.NaN, 0, 0}))
                .hasMessageStartingWith("The heat map holds NaN");
    }

    @Test
    void aCellLiesInTheMiddleOfThePixelsThatItWasComputedFrom() {
        // Receptive fields of three valid 3 x 3 convolutions with two pools between: 18 pixels
        // wide, 4 apart. The first covers pixels 0 to 17, so its middle is at 8.5.
        NetworkSpec paper = NetworkSpec.paper(AttentionSpec.NONE, 180, 2);
        assertThat(paper.featureGrid().side()).isEqualTo(41);
        assertThat(paper.featureGrid().origin()).isEqualTo(8.5);
        assertThat(paper.featureGrid().step()).isEqualTo(4);

        float[] raw = new float[41 * 41];
        raw[20 * 41 + 10] = 1;
        float[] over = HeatMap.of(paper, raw).over(180, 180);
        // Row 20 is at 8.5 + 80 = 88.5, column 10 at 48.5: four pixels share the peak.
        for (int y : new int[] {88, 89}) {
            for (int x : new int[] {48, 49}) {
                assertThat(over[y * 180 + x]).isCloseTo(0.875f * 0.875f, within(1e-5f));
            }
        }
        assertThat(over[88 * 180 + 44]).isZero();
        assertThat(over[88 * 180 + 53]).isZero();
    }

    @Test
    void theRawMapIsWrittenWithSixteenBits(@TempDir Path folder) throws Exception {
        Path png = folder.resolve("raw.png");
        HeatMap.of(TWO_BY_TWO, new float[] {-1, 0, 1, 3}).writePng(png);
        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_USHORT_GRAY);
        int[] levels = image.getRaster().getSamples(0, 0, 2, 2, 0, (int[]) null);
        assertThat(levels).containsExactly(0, 16384, 32768, 65535);
    }

    @Test
    void anOverlayShowsSliceHeatMapAndLegend(@TempDir Path folder) throws Exception {
        HeatMap map = HeatMap.of(TWO_BY_TWO, new float[] {0, 0, 0, 1});
        Explanation explanation =
                new Explanation(
                        List.of("NonCOVID", "COVID"),
                        new double[] {0.25, 0.75},
                        "COVID",
                        "COVID",
                        Layer.CONV,
                        CamMethod.GRADCAM,
                        map,
                        List.of());
        BufferedImage slice = new BufferedImage(240, 120, BufferedImage.TYPE_BYTE_GRAY);
        byte[] grey = new byte[240 * 120];
        Arrays.fill(grey, (byte) 100);
        slice.getRaster().setDataElements(0, 0, 240, 120, grey);
        Path png = folder.resolve("sub/overlay.png");
        Overlay.write(slice, explanation, png);

        BufferedImage picture = ImageIO.read(png.toFile());
        assertThat(picture.getWidth()).isEqualTo(2 * 480 + 4 * 12 + 64);
        assertThat(picture.getHeight()).isEqualTo(240 + 46 + 2 * 12);
        // The slice beside: grey 100. On it, where there is no heat, the same; where there is, not.
        assertThat(picture.getRGB(12 + 5, 58 + 5) & 0xffffff).isEqualTo(0x646464);
        assertThat(picture.getRGB(504 + 5, 58 + 5) & 0xffffff).isEqualTo(0x646464);
        // At heat 1: 0.4 * 100 + 0.6 * (252, 255, 164), the last colour of inferno.
        assertThat(picture.getRGB(504 + 475, 58 + 235) & 0xffffff).isEqualTo(0xbfc18a);
        // The legend's ends.
        assertThat(picture.getRGB(996 + 3, 58) & 0xffffff).isEqualTo(0xfcffa4);
        assertThat(picture.getRGB(996 + 3, 58 + 239) & 0xffffff).isEqualTo(0x000004);
    }

    @Test
    void equalStepsOfTheColourMapAreEqualStepsOfLightness() {
        assertThat(ColorMap.SIZE).isEqualTo(256);
        assertThat(ColorMap.rgb(128 / 255.0)).as("matplotlib's inferno(128)").isEqualTo(0xbc3754);
        double previous = -1;
        for (int i = 0; i < 256; i++) {
            double lightness = lightness(ColorMap.rgb(i / 255.0));
            assertThat(lightness).as("colour %d", i).isGreaterThan(previous);
            // Inferno is uniform in the lightness of CAM02-UCS, which differs from L* by a little.
            assertThat(lightness).isCloseTo(lightness(0xfcffa4) * i / 255, within(6.0));
            previous = lightness;
        }
    }

    /** L* of CIE 1976 from sRGB (IEC 61966-2-1). */
    private static double lightness(int rgb) {
        double y =
                0.2126 * linear(rgb >> 16)
                        + 0.7152 * linear(rgb >> 8 & 0xff)
                        + 0.0722 * linear(rgb & 0xff);
        return y > 216.0 / 24389 ? 116 * Math.cbrt(y) - 16 : y * 24389 / 27;
    }

    private static double linear(int level) {
        double c = level / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
