package io.ctattention.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ctattention.image.GreyImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThumbnailTest {

    private interface Level {
        double at(double x, double y);
    }

    private static Thumbnail image(Level level) {
        float[] pixels = new float[64 * 64];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) level.at(i % 64 / 63.0, i / 64 / 63.0);
        }
        return Thumbnail.of(new GreyImage(64, 64, pixels));
    }

    @Test
    void theCorrelationIsPearsons() {
        Thumbnail right = image((x, y) -> x);
        assertThat(right.correlation(image((x, y) -> 0.2 + 0.5 * x))).isCloseTo(1, within(1e-6));
        assertThat(right.correlation(image((x, y) -> 1 - x))).isCloseTo(-1, within(1e-6));
        assertThat(right.correlation(image((x, y) -> y))).isCloseTo(0, within(1e-6));
        // x and y are independent with equal variances: r(x, x + y) = 1 / sqrt 2
        assertThat(right.correlation(image((x, y) -> (x + y) / 2)))
                .isCloseTo(0.70711, within(1e-5));
    }

    @Test
    void aPlainSliceResemblesNothing() {
        Thumbnail plain = image((x, y) -> 0.3);
        assertThat(plain.correlation(plain)).isZero();
    }

    @Test
    void theBoundIsNeverBelowTheCorrelation() {
        Random random = new Random(3);
        List<Thumbnail> images = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double a = 4 * random.nextDouble();
            double b = 4 * random.nextDouble();
            double noise = 0.5 * random.nextDouble() * (i % 3);
            images.add(
                    image(
                            (x, y) ->
                                    Math.sin(a * x)
                                            + Math.cos(b * y)
                                            + noise * random.nextGaussian()));
        }
        int close = 0;
        for (Thumbnail first : images) {
            for (Thumbnail second : images) {
                double bound = first.correlationAtMost(second);
                double correlation = first.correlation(second);
                assertThat(bound).isGreaterThanOrEqualTo(correlation);
                close += bound - correlation < 0.01 ? 1 : 0;
            }
        }
        assertThat(close).as("smooth pictures are all low frequencies").isGreaterThan(400);
    }
}
