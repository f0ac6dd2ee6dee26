package io.ctattention.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ctattention.explanation.lungs.LungMask;
import io.ctattention.image.GreyImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeatMapMeasuresTest {

    private static final int SIDE = 10;

    /** 4 x 5 of 100 pixels, the first column of them on the border. */
    private static final LungMask LUNGS = lungs();

    private static final GreyImage WHITE = new GreyImage(SIDE, SIDE, filled(1));

    /** From each slice to its mean level. */
    private static final Function<float[], double[]> MEAN = batch -> means(batch, SIDE);

    private static LungMask lungs() {
        boolean[] mask = new boolean[SIDE * SIDE];
        for (int y = 2; y < 7; y++) {
            Arrays.fill(mask, y * SIDE, y * SIDE + 4, true);
        }
        return new LungMask(SIDE, SIDE, mask);
    }

    private static float[] filled(float value) {
        float[] values = new float[SIDE * SIDE];
        Arrays.fill(values, value);
        return values;
    }

    /** The mean of the first columns of each slice. */
    private static double[] means(float[] batch, int columns) {
        double[] means = new double[batch.length / (SIDE * SIDE)];
        for (int i = 0; i < batch.length; i++) {
            means[i / (SIDE * SIDE)] +=
                    i % SIDE < columns ? batch[i] / ((double) columns * SIDE) : 0;
        }
        return means;
    }

    /** A heat map of 2 x 2 cells with the centres at a quarter and three quarters. */
    private static HeatMap map(float... raw) {
        boolean empty = Arrays.equals(raw, new float[4]);
        return new HeatMap(2, raw, raw, empty, 0.25, 0.5);
    }

    private static HeatMapMeasures measures(HeatMap map, LungMask lungs, boolean[] lesions) {
        return HeatMapMeasurement.measures(
                "a.png", "COVID", map, lungs, Optional.ofNullable(lesions), WHITE, MEAN);
    }

    private static void assertShares(EnergyShares found, double... lungsRingElsewhere) {
        assertThat(new double[] {found.lungs(), found.ring(), found.elsewhere()})
                .containsExactly(lungsRingElsewhere, within(1e-9));
    }

    @Test
    void energyCountsForTheLungsThenForTheRingThenForTheRest() {
        for (int lung : new int[] {2 * SIDE, 3 * SIDE + 2}) { // the first is on the border too
            float[] energy = filled(0);
            energy[lung] = 0.3f;
            assertShares(EnergyShares.of(energy, LUNGS), 1, 0, 0);
        }
        float[] energy = filled(0);
        energy[3 * SIDE + 3] = 1;
        energy[9 * SIDE + 5] = 0.5f;
        energy[5] = 0.5f;
        energy[8 * SIDE + 8] = 2;
        assertShares(EnergyShares.of(energy, LUNGS), 0.25, 0.25, 0.5);
    }

    @Test
    void uniformSharesAreSharesOfTheArea() {
        // 20 pixels of lungs, 5 of them on the border of 36.
        assertShares(EnergyShares.uniform(LUNGS), 0.2, 0.31, 0.49);

        HeatMapMeasures even = measures(map(1, 1, 1, 1), LUNGS, null);
        assertThat(even.lungs()).isEqualTo(even.uniformLungs()).isCloseTo(0.2, within(1e-6));
        assertThat(even.ring()).isEqualTo(even.uniformRing());
        assertThat(even.elsewhere()).isCloseTo(even.uniformElsewhere(), within(1e-9));
    }

    @Test
    void anEmptyHeatMapHasNoShares() {
        HeatMapMeasures measures = measures(map(0, 0, 0, 0), LUNGS, LUNGS.pixels());

        assertThat(measures.empty()).isTrue();
        assertThat(measures.lungs()).isNull();
        assertThat(measures.ring()).isNull();
        assertThat(measures.elsewhere()).isNull();
        assertThat(measures.hit()).isNull();
        assertThat(measures.deletionArea()).isNull();
        assertThat(measures.insertionArea()).isNull();
        assertThat(measures.uniformLungs()).isEqualTo(0.2);
    }

    @Test
    void withoutLungsThereAreCurvesButNoShares() {
        LungMask none = new LungMask(SIDE, SIDE, new boolean[SIDE * SIDE]);
        HeatMapMeasures measures = measures(map(1, 0, 0, 0), none, null);

        assertThat(measures.lungsFound()).isFalse();
        assertThat(measures.lungs()).isNull();
        assertThat(measures.uniformElsewhere()).isNull();
        assertThat(measures.deletion()).hasSize(11);
    }

    @Test
    void theGreatestCellHitsTheLesionOrMissesIt() {
        boolean[] lesion = new boolean[SIDE * SIDE];
        lesion[2 * SIDE + 7] = true; // column 0.75 of 10, row 0.25 of 10
        HeatMapMeasures hit = measures(map(0, 1, 0.9f, 0), LUNGS, lesion);
        HeatMapMeasures miss = measures(map(0, 0.9f, 1, 0), LUNGS, lesion);

        assertThat(hit.hit()).isTrue();
        assertThat(miss.hit()).isFalse();
        assertThat(hit.uniformHit()).isEqualTo(0.01);
        assertThat(measures(map(0, 1, 0, 0), LUNGS, null).hit()).isNull();
        HeatMapMeasures negative = measures(map(0, 1, 0, 0), LUNGS, new boolean[SIDE * SIDE]);
        assertThat(negative.hit()).isNull();
        assertThat(negative.uniformHit()).isNull();
    }

    @Test
    void aLesionMaskOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> measures(map(0, 1, 0, 0), LUNGS, new boolean[7]))
                .hasMessage(
                        "The lesion mask of a.png has 7 pixels, the slice has 10 x 10; write both"
                                + " again");
    }

    @Test
    void aProbabilityThatIsTheMeanLevelFallsAlongAStraightLine() {
        HeatMapMeasures measures = measures(map(1, 0.5f, 0, 0), LUNGS, null);

        for (int k = 0; k <= 10; k++) {
            assertThat(measures.deletion().get(k)).isCloseTo(1 - k / 10.0, within(1e-6));
            // A blurred white slice is white.
            assertThat(measures.insertion().get(k)).isCloseTo(1, within(1e-6));
        }
        assertThat(measures.deletionArea()).isCloseTo(0.5, within(1e-6));
        assertThat(measures.insertionArea()).isCloseTo(1, within(1e-6));
    }

    @Test
    void theCurvesTellAHeatMapThatFindsThePixelFromOneThatHidesIt() {
        int pixel = 4 * SIDE + 6;
        float[] levels = filled(0);
        levels[pixel] = 1;
        GreyImage dot = new GreyImage(SIDE, SIDE, levels);
        Function<float[], double[]> scorer =
                batch -> {
                    double[] scores = new double[batch.length / (SIDE * SIDE)];
                    Arrays.setAll(scores, n -> batch[n * SIDE * SIDE + pixel]);
                    return scores;
                };
        float[] finds = filled(0.1f);
        finds[pixel] = 1;
        float[] hides = filled(0.1f);
        hides[pixel] = 0;
        PixelCurves found = PixelCurves.of(dot, finds, scorer);
        PixelCurves hidden = PixelCurves.of(dot, hides, scorer);

        assertThat(found.deletion()).containsExactly(1., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0.);
        assertThat(PixelCurves.area(found.deletion())).isCloseTo(0.05, within(1e-12));
        assertThat(PixelCurves.area(hidden.deletion())).isCloseTo(0.95, within(1e-12));
        // 10 x 10 pixels are blurred to one level by a triangle of half-width 10 around the middle;
        // its weights at distances of 0.5 to 4.5 on either side add up to 7.5.
        double blurred = 0.85 / 7.5 * (0.95 / 7.5);
        assertThat(found.insertion().get(0)).isCloseTo(blurred, within(1e-6));
        assertThat(found.insertion().subList(1, 11)).containsOnly(1.0);
        assertThat(hidden.insertion().get(9)).isCloseTo(blurred, within(1e-6));
        assertThat(hidden.insertion().get(10)).isEqualTo(1.0);
    }

    @Test
    void pixelsOfEqualHeatComeInAnOrderThatFavoursNoSide() {
        PixelCurves curves = PixelCurves.of(WHITE, filled(0.5f), batch -> means(batch, SIDE / 2));

        assertThat(curves.deletion().get(5)).isBetween(0.3, 0.7);
    }

    @Test
    void whatWasWrittenIsReadBack(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("cell/looks.csv");
        List<HeatMapMeasures> all =
                List.of(
                        measures(map(0.3f, 0.2f, 1, 0), LUNGS, LUNGS.pixels()),
                        measures(map(0, 0, 0, 0), LUNGS, null));
        HeatMapMeasures.write(file, List.of());
        HeatMapMeasures.write(file, all);

        assertThat(HeatMapMeasures.read(file)).isEqualTo(all);
        assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
        assertThat(file.getParent().toFile().list()).hasSize(1);
        assertThat(Files.readAllLines(file).get(0))
                .isEqualTo(
                        "slice,explainedClass,empty,lungs,ring,uniformLungs,uniformRing,hit,"
                                + "uniformHit,deletionArea,insertionArea,deletion,insertion");
    }

    @Test
    void aFileThatIsNoneIsRefusedWithItsPlace(@TempDir Path folder) throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "slice,empty\na,false\n");
        assertThatThrownBy(() -> HeatMapMeasures.read(other))
                .isInstanceOf(IOException.class)
                .hasMessage(other + " has no column explainedClass; measure again to rewrite it");

        Path broken = folder.resolve("broken.csv");
        HeatMapMeasures.write(broken, List.of(measures(map(1, 0, 0, 0), LUNGS, null)));
        Files.writeString(
                broken, Files.readString(broken).replace("COVID,false,", "COVID,false,x"));
        assertThatThrownBy(() -> HeatMapMeasures.read(broken))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(broken + ", slice 1: ");
    }
}
