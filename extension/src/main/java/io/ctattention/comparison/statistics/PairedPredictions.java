package io.ctattention.comparison.statistics;

import io.ctattention.evaluation.SlicePrediction;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What both networks of one seed or fold say of the same slices.
 *
 * @param reference the predictions without attention
 * @param attention the predictions with it, of the same slices in the same order
 */
public record PairedPredictions(List<SlicePrediction> reference, List<SlicePrediction> attention) {

    /**
     * Copies both.
     *
     * @throws IllegalArgumentException if the slices are not the same; the message names the first
     *     that differs
     */
    public PairedPredictions {
        reference = List.copyOf(reference);
        attention = List.copyOf(attention);
        if (reference.size() != attention.size()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d predictions without attention but %d with it: both must be of the same slices",
                            reference.size(),
                            attention.size()));
        }
        for (int i = 0; i < reference.size(); i++) {
            check(i, reference.get(i), attention.get(i));
        }
    }

    /**
     * Tells whether both networks predict the same class for each slice.
     *
     * @return true if they do
     */
    public boolean agree() {
        return IntStream.range(0, reference.size())
                .allMatch(i -> reference.get(i).prediction().equals(attention.get(i).prediction()));
    }

    private static void check(int i, SlicePrediction a, SlicePrediction b) {
        boolean same =
                a.file().equals(b.file())
                        && a.label().equals(b.label())
                        && Objects.equals(a.patient(), b.patient());
        if (!same) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "Prediction %d is of %s (%s) without attention but of %s (%s) with it: both must be of the same slices in the same order",
                            i,
                            a.file(),
                            a.label(),
                            b.file(),
                            b.label()));
        }
    }
}
