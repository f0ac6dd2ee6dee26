package io.ctattention.explanation.lungs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BitmapTest {

    private static Bitmap bitmap(String... rows) {
        boolean[] set = new boolean[rows.length * rows[0].length()];
        for (int i = 0; i < set.length; i++) {
            set[i] = rows[i / rows[0].length()].charAt(i % rows[0].length()) == '#';
        }
        return new Bitmap(rows[0].length(), rows.length, set);
    }

    private static void assertEqual(Bitmap found, String... rows) {
        assertThat(found.set()).containsExactly(bitmap(rows).set());
    }

    @Test
    void dilationGrowsByADiscAndErosionUndoesIt() {
        Bitmap dot = bitmap(".....", ".....", "..#..", ".....", ".....");
        // The diagonal is 1.41 away, the knight's move 2.24.
        assertEqual(dot.dilated(1), ".....", "..#..", ".###.", "..#..", ".....");
        assertEqual(dot.dilated(2), "..#..", ".###.", "#####", ".###.", "..#..");
        assertEqual(dot.dilated(2).eroded(1.5), ".....", ".....", "..#..", ".....", ".....");
    }

    @Test
    void closingFillsAGapButNotTheWayToTheBorder() {
        Bitmap gap = bitmap("#..", "#..", "...", "#..", "#..");
        assertEqual(gap.closed(1.5), "#..", "#..", "#..", "#..", "#..");
        assertEqual(bitmap(".#...", ".#...").closed(1.5), ".#...", ".#...");
    }

    @Test
    void openingTakesAwayWhatIsThinnerThanTheDisc() {
        assertEqual(
                bitmap("......", ".###..", ".#####", ".###..", "......").opened(1),
                "......",
                "..##..",
                ".####.",
                "..##..",
                "......");
    }

    @Test
    void holesAreFilledAndBaysAreNot() {
        assertEqual(
                bitmap("#####", "#.#.#", "###.#", "###..").filled(),
                "#####",
                "###.#",
                "###.#",
                "###..");
    }

    @Test
    void partsThatMeetOnlyAtACornerAreTwo() {
        Bitmap parts = bitmap("##..", "..#.", "...#");
        assertThat(parts.components(1)).extracting(Bitmap::count).containsExactly(2, 1, 1);
        assertThat(parts.components(2)).hasSize(1);
    }

    @Test
    void outlinesAreCountedInPixels() {
        Bitmap square = bitmap(".....", ".###.", ".###.", ".###.", ".....");
        assertThat(square.perimeter()).isEqualTo(8);
        assertThat(square.borderLength()).isZero();
        assertThat(square.roundness()).isCloseTo(4 * Math.PI * 9 / 64, within(1e-12));
        assertThat(square.hasCorner()).isFalse();
        assertThat(bitmap("..", ".#").hasCorner()).isTrue();
    }

    @Test
    void otsuPartsTwoGroupsOfLevels() {
        float[] levels = {0.1f, 0.1f, 0.2f, 0.9f, 0.8f, 0.9f, 0};
        Otsu otsu = Otsu.of(levels, new boolean[] {true, true, true, true, true, true, false});
        // Up to half of one of 256 steps.
        assertThat(otsu.dark()).isCloseTo(0.4 / 3, within(1 / 512.0));
        assertThat(otsu.bright()).isCloseTo(2.6 / 3, within(1 / 512.0));
        assertThat(otsu.between(0.5)).isCloseTo(0.5, within(1 / 512.0));
    }
}
