package io.ctattention.explanation.lungs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.image.GreyImage;
import io.ctattention.phantom.Phantom;
import io.ctattention.phantom.PhantomSlices;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LungMaskTest {

    @Test
    void theLungsOfAHundredPhantomsAreFoundWithTheirGroundGlass() {
        DoubleSummaryStatistics dice =
                IntStream.range(0, 100)
                        .parallel()
                        .mapToObj(i -> new PhantomSlices(42).slice(i, i % 4 < 2))
                        .mapToDouble(LungMaskTest::dice)
                        .summaryStatistics();

        assertThat(dice.getMin()).isGreaterThan(0.95);
        assertThat(dice.getAverage()).isGreaterThan(0.98);
    }

    /** Dice 1945: twice what two sets share, divided by the sum of their sizes. */
    private static double dice(Phantom phantom) {
        boolean[] found = LungMask.of(phantom.image()).pixels();
        boolean[] lungs = phantom.lungs();
        long shared = IntStream.range(0, lungs.length).filter(i -> found[i] && lungs[i]).count();
        return 2.0 * shared / (count(found) + count(lungs));
    }

    private static long count(boolean[] mask) {
        return IntStream.range(0, mask.length).filter(i -> mask[i]).count();
    }

    @Test
    void lungsAreFoundInAFigureWithAWhiteFrame() {
        Phantom phantom = new PhantomSlices(5).slice(4, true);
        int width = phantom.image().width();
        int height = phantom.image().height();
        int framed = width + 40;
        float[] levels = new float[framed * (height + 40)];
        boolean[] lungs = new boolean[levels.length];
        Arrays.fill(levels, 1);
        for (int y = 0; y < height; y++) {
            int to = (y + 20) * framed + 20;
            System.arraycopy(phantom.image().pixels(), y * width, levels, to, width);
            System.arraycopy(phantom.lungs(), y * width, lungs, to, width);
        }
        GreyImage figure = new GreyImage(framed, height + 40, levels);

        assertThat(dice(new Phantom(figure, lungs, lungs))).isGreaterThan(0.95);
    }

    @Test
    void whereThereAreNoLungsTheMaskIsEmpty() {
        float[] even = new float[90 * 60];
        Arrays.fill(even, 0.4f);
        assertThat(LungMask.of(new GreyImage(90, 60, even)).found()).isFalse();

        float[] disc = new float[90 * 90];
        for (int i = 0; i < disc.length; i++) {
            disc[i] = Math.hypot(i % 90 - 44.5, i / 90 - 44.5) < 35 ? 0.7f : 0.1f;
        }
        LungMask mask = LungMask.of(new GreyImage(90, 90, disc));
        assertThat(mask.found()).isFalse();
        assertThat(mask.pixels()).hasSize(90 * 90).doesNotContain(true);

        assertThat(LungMask.of(new GreyImage(1, 1, new float[] {0.5f})).found()).isFalse();
    }

    @Test
    void twoHolesOfADiscAreItsLungsAndTheAirAroundIsNot() {
        float[] levels = new float[100 * 100];
        for (int i = 0; i < levels.length; i++) {
            int x = i % 100;
            int y = i / 100;
            boolean hole = y >= 35 && y < 65 && (x >= 25 && x < 45 || x >= 55 && x < 75);
            levels[i] = Math.hypot(x - 49.5, y - 49.5) < 42 && !hole ? 0.8f : 0.2f;
        }
        LungMask mask = LungMask.of(new GreyImage(100, 100, levels));

        assertThat(mask.pixels()[50 * 100 + 35]).isTrue();
        assertThat(mask.pixels()[50 * 100 + 65]).isTrue();
        assertThat(mask.pixels()[50 * 100 + 50]).isFalse();
        assertThat(mask.pixels()[0]).isFalse();
        // Two rectangles of 20 x 30, whose corners an opening by a disc of 1.5 rounds.
        assertThat(count(mask.pixels())).isBetween(1170L, 1200L);
    }

    /** A striped body of 200 x 140 with dark places, in which bright dots are vessels. */
    private static GreyImage tightSlice(IntPredicate dark) {
        float[] levels = new float[200 * 140];
        for (int i = 0; i < levels.length; i++) {
            boolean vessel = i % 200 % 9 < 3 && i / 200 % 9 < 3;
            float body = i % 2 == 0 ? 0.7f : 0.9f;
            levels[i] = !dark.test(i) ? body : vessel ? 0.8f : 0.15f;
        }
        return new GreyImage(200, 140, levels);
    }

    private static boolean inEllipse(int i, int x, int y, double width, double height) {
        return Math.hypot((i % 200 - x) / width, (i / 200 - y) / height) < 1;
    }

    @Test
    void aLungFullOfVesselsThatTouchesATightCropIsFound() {
        LungMask mask =
                LungMask.of(
                        tightSlice(
                                i ->
                                        inEllipse(i, 32, 70, 36, 52)
                                                || inEllipse(i, 140, 70, 36, 52)));

        assertThat(mask.pixels()[70 * 200 + 34]).as("the lung on the border").isTrue();
        assertThat(mask.pixels()[70 * 200 + 142]).as("the lung within").isTrue();
        assertThat(mask.pixels()[70 * 200 + 86]).as("between them").isFalse();
        // Two ellipses of 36 x 52, of which the border cuts 129 pixels off the first.
        assertThat(count(mask.pixels())).isBetween(11_400L, 11_650L);
    }

    @Test
    void fatUnderTheSkinThatTouchesATightCropIsNoLung() {
        LungMask mask =
                LungMask.of(
                        tightSlice(
                                i ->
                                        inEllipse(i, 100, 60, 30, 40)
                                                || i / 200 > 60
                                                        && inEllipse(i, 100, 60, 101, 72)
                                                        && !inEllipse(i, 100, 60, 84, 58)));

        assertThat(mask.pixels()[62 * 200 + 102]).as("the lung").isTrue();
        assertThat(mask.pixels()[127 * 200 + 100]).as("the fat").isFalse();
    }
}
