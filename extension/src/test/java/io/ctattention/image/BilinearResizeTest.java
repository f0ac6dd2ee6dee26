package io.ctattention.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BilinearResizeTest {

    private static final Offset<Float> ROUNDING = within(1e-6f);

    private static GreyImage row(float... levels) {
        return new GreyImage(levels.length, 1, levels);
    }

    @Test
    void halvingWeighsThreePixelsAtTheBorder() {
        // Triangle of half-width 2 around 1: weights 3/4, 3/4, 1/4 over their sum 7/4.
        assertThat(row(0, 1, 0, 0).resize(2, 1).pixels())
                .containsExactly(new float[] {3 / 7f, 1 / 7f}, ROUNDING);
    }

    @Test
    void halvingWeighsFourPixelsInside() {
        // Triangle of half-width 2 around 3: 1/4, 3/4, 3/4, 1/4 over their sum 2.
        float[] levels = row(0, 1, 0, 0, 0, 0, 0, 0).resize(4, 1).pixels();

        assertThat(levels).containsExactly(new float[] {3 / 7f, 1 / 8f, 0, 0}, ROUNDING);
    }

    @Test
    void threeBecomeTwo() {
        // Triangle of half-width 3/2 around 3/4: weights 5/6 and 1/2 over their sum 4/3.
        assertThat(row(0.2f, 0.6f, 1).resize(2, 1).pixels())
                .containsExactly(new float[] {0.35f, 0.85f}, ROUNDING);
    }

    @Test
    void twoBecomeFour() {
        assertThat(row(0, 1).resize(4, 1).pixels())
                .containsExactly(new float[] {0, 0.25f, 0.75f, 1}, ROUNDING);
    }

    @Test
    void bothDirectionsAreResized() {
        var image = new GreyImage(2, 2, new float[] {0, 1, 0.5f, 0.5f});

        GreyImage resized = image.resize(1, 4);

        assertThat(resized.height()).isEqualTo(4);
        assertThat(resized.pixels())
                .containsExactly(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, ROUNDING);
        assertThat(image.resize(4, 1).pixels())
                .containsExactly(new float[] {0.25f, 0.375f, 0.625f, 0.75f}, ROUNDING);
    }

    @Test
    void theSameSizeIsTheSameImage() {
        var image = row(0.1f, 0.7f, 0.3f);

        assertThat(image.resize(3, 1).pixels()).containsExactly(0.1f, 0.7f, 0.3f);
    }

    @Test
    void aConstantStaysExactlyConstant() {
        float[] level = new float[37 * 23];
        Arrays.fill(level, 1f);
        var image = new GreyImage(37, 23, level);

        assertThat(image.resize(180, 7).pixels()).containsOnly(1f);
        assertThat(image.resize(5, 180).pixels()).containsOnly(1f);
    }

    @Test
    void aRampKeepsItsMeanAtAnIntegerShrink() {
        float[] ramp = new float[64];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i / 63f;
        }

        float[] shrunk = row(ramp).resize(16, 1).pixels();

        double mean = 0;
        for (float level : shrunk) {
            mean += level / 16.0;
        }
        assertThat(mean).isCloseTo(0.5, within(1e-6));
        // Inside, a pixel is the mean of the four it replaces: here 4 * 5 + 1.5.
        assertThat(shrunk[5]).isCloseTo(21.5f / 63, ROUNDING);
    }

    @Test
    void noiseIsAveragedAndNotSampled() {
        var random = new Random(1);
        float[] noise = new float[512 * 512];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextFloat();
        }

        float[] shrunk = new GreyImage(512, 512, noise).resize(32, 32).pixels();

        double variance = 0;
        for (float level : shrunk) {
            variance += (level - 0.5) * (level - 0.5) / shrunk.length;
        }
        // 1/12 over the triangle's effective (1.5 * 16)^2 pixels; sampling would keep 1/12.
        assertThat(variance).isCloseTo(1 / 12.0 / (24 * 24), within(3e-5));
    }

    @Test
    void aSideBelowOneIsRefused() {
        assertThatThrownBy(() -> row(0, 1).resize(0, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An image cannot be resized to 0 x 4; each side must be at least 1");
    }
}
