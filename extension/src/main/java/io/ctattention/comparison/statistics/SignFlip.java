package io.ctattention.comparison.statistics;

import io.ctattention.evaluation.EvaluationOptions;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The sign-flip permutation test of a mean difference (Fisher, "The Design of Experiments", 1935,
 * section 21), two-sided: if the networks were exchangeable, each difference could as well have the
 * other sign. Up to 16 differences all 2^n signs are tried; beyond, 10 000 are drawn and p = (1 +
 * hits) / (1 + 10 000) (Phipson and Smyth 2010).
 *
 * @param pValue the share of signs whose mean is at least as far from 0 as the mean seen
 * @param leastPValue the least that this number of differences can give
 */
record SignFlip(double pValue, double leastPValue) {

    private static final int MOST_ENUMERATED = 16;
    private static final EvaluationOptions DRAWN = new EvaluationOptions(10_000, 1);

    static SignFlip of(double[] differences) {
        int n = differences.length;
        double seen = Math.abs(Arrays.stream(differences).sum()) - PairedDifference.ROUNDING;
        if (n <= MOST_ENUMERATED) {
            int all = 1 << n;
            long hits =
                    IntStream.range(0, all).filter(s -> flipped(differences, s) >= seen).count();
            return new SignFlip((double) hits / all, 2.0 / all);
        }
        long hits = DRAWN.draws().filter(random -> flipped(differences, random) >= seen).count();
        double tried = 1.0 + DRAWN.resamples();
        return new SignFlip((1 + hits) / tried, 1 / tried);
    }

    private static double flipped(double[] differences, int signs) {
        double sum = 0;
        for (int i = 0; i < differences.length; i++) {
            sum += (signs >> i & 1) == 0 ? differences[i] : -differences[i];
        }
        return Math.abs(sum);
    }

    private static double flipped(double[] differences, Random random) {
        return Math.abs(Arrays.stream(differences).map(d -> random.nextBoolean() ? d : -d).sum());
    }
}
