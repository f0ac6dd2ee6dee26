package io.ctattention.audit;

import java.util.List;

/** Tells two classes apart by one number. */
record Threshold(double value, boolean positiveAbove) {

    /** A number and whether its slice is positive; sorts by the number. */
    record Score(double value, boolean positive) implements Comparable<Score> {
        @Override
        public int compareTo(Score other) {
            return Double.compare(value, other.value);
        }
    }

    boolean positive(double x) {
        return x > value == positiveAbove;
    }

    /** The threshold and direction with the most right answers on sorted scores. */
    static Threshold best(List<Score> sorted) {
        int positives = (int) sorted.stream().filter(Score::positive).count();
        int negatives = sorted.size() - positives;
        Threshold best = new Threshold(Double.NEGATIVE_INFINITY, positives >= negatives);
        int most = Math.max(positives, negatives);
        int positivesBelow = 0;
        for (int i = 0; i + 1 < sorted.size(); i++) {
            Score score = sorted.get(i);
            positivesBelow += score.positive ? 1 : 0;
            double next = sorted.get(i + 1).value;
            if (next == score.value) {
                continue;
            }
            int rightAbove = positives - positivesBelow + (i + 1 - positivesBelow);
            int right = Math.max(rightAbove, sorted.size() - rightAbove);
            if (right > most) {
                most = right;
                best = new Threshold((score.value + next) / 2, right == rightAbove);
            }
        }
        return best;
    }
}
