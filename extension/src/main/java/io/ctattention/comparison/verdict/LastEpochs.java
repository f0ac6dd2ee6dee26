package io.ctattention.comparison.verdict;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * After which epochs the trainings of a comparison ended. Early stopping ends each at its own.
 *
 * @param least the first last epoch
 * @param greatest the last one; the same where all trainings ended alike
 */
public record LastEpochs(int least, int greatest) {

    /**
     * Finds the least and the greatest.
     *
     * @param epochs the last epoch of each training, at least one
     * @return both
     */
    public static LastEpochs of(IntStream epochs) {
        var ends = epochs.summaryStatistics();
        return new LastEpochs(ends.getMin(), ends.getMax());
    }

    /**
     * Tells whether every training ended after the same epoch.
     *
     * @return true if so
     */
    public boolean same() {
        return least == greatest;
    }

    /**
     * Names the epoch after "at" or "after".
     *
     * @return such as {@code epoch 30}, or {@code the last epoch (3 to 4)}
     */
    public String words() {
        return same()
                ? "epoch " + greatest
                : String.format(Locale.ROOT, "the last epoch (%s)", range());
    }

    /**
     * Names the epoch where there is little room.
     *
     * @return such as {@code epoch 30}, or {@code last epoch}
     */
    public String brief() {
        return same() ? words() : "last epoch";
    }

    /**
     * Returns the numbers alone.
     *
     * @return such as {@code 30} or {@code 3 to 4}
     */
    public String range() {
        return same() ? "" + greatest : String.format(Locale.ROOT, "%d to %d", least, greatest);
    }
}
