package io.ctattention.comparison.verdict;

import io.ctattention.comparison.statistics.PairedDifference;
import io.ctattention.comparison.statistics.PatientDifference;
import io.ctattention.evaluation.Metric;

/**
 * What a comparison says, in one sentence.
 *
 * <p>It judges by the interval over seeds or folds. Where several attentions were compared, that is
 * one of simultaneous intervals ({@link PairedDifference#interval()}), and the sentence says so: if
 * none had an effect, at most 5 % of such comparisons would claim one.
 *
 * @param answer whether attention helps, on the slices that were scored
 * @param holdsForOthers whether the answer holds for other patients too: that it helps or hurts,
 *     and that the patients' interval excludes 0 as well; false where there is no such interval
 * @param sentence plain English with a full stop; points are hundredths
 */
public record Verdict(Answer answer, boolean holdsForOthers, String sentence) {

    /** Whether attention helps. */
    public enum Answer {
        /** The interval over seeds lies on the better side of 0. */
        HELPS("helps"),
        /** The interval over seeds lies on the worse side of 0. */
        HURTS("hurts"),
        /** The interval over seeds holds 0, or there is none. */
        CANNOT_BE_TOLD("cannot be told");

        private final String words;

        Answer(String words) {
            this.words = words;
        }

        /**
         * Returns the answer in a table.
         *
         * @return such as {@code cannot be told}
         */
        public String words() {
            return words;
        }
    }

    /**
     * What was compared.
     *
     * @param network the name of the network with attention in cards, such as {@code cbam}
     * @param metric the score; any but {@link Metric#LOSS}, which has no points
     * @param positiveClass the class that F1, AUROC and average precision are about
     * @param epochs after which epochs the networks were scored
     */
    public record Question(String network, Metric metric, String positiveClass, LastEpochs epochs) {

        /**
         * Checks the metric.
         *
         * @throws IllegalArgumentException if it is the loss
         */
        public Question {
            if (metric == Metric.LOSS) {
                throw new IllegalArgumentException(
                        "A verdict is in points, which the loss has not: use f1 or another metric");
            }
        }
    }

    /**
     * Judges.
     *
     * @param question what was compared
     * @param difference over seeds or folds
     * @param patients over patients, or null
     * @param agree whether both networks predict the same for each slice in all pairs
     * @return the verdict
     */
    public static Verdict of(
            Question question,
            PairedDifference difference,
            PatientDifference patients,
            boolean agree) {
        VerdictSentence words = new VerdictSentence(question, difference, patients);
        if (difference.pairs() == 0) {
            return untold(words.undefined());
        }
        if (agree && PairedDifference.isZero(difference.mean())) {
            return untold(words.agreement());
        }
        if (difference.pairs() == 1) {
            return untold(words.one());
        }
        if (PairedDifference.isZero(difference.standardDeviation())) {
            return untold(words.withoutNoise());
        }
        if (PairedDifference.isZero(difference.mean())) {
            return untold(words.zero());
        }
        if (difference.interval().contains(0)) {
            return untold(words.noise());
        }
        boolean better = difference.mean() > 0 == question.metric().higherIsBetter();
        Answer answer = better ? Answer.HELPS : Answer.HURTS;
        boolean others =
                patients != null && patients.interval() != null && !patients.interval().contains(0);
        return new Verdict(answer, others, words.told(answer, others));
    }

    private static Verdict untold(String sentence) {
        return new Verdict(Answer.CANNOT_BE_TOLD, false, sentence);
    }
}
