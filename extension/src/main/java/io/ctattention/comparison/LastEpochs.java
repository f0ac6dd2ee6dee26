package io.ctattention.comparison;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * After which epochs the trainings of a comparison ended. Early stopping ends each at its own.
 *
 * @param least the first last epoch
 * @param greatest the last one; the same where all trainings ended alike
 */
public record LastEpochs(int least, int greatest) {

    static LastEpochs of(List<CellResult> cells) {
        var ends = cells.stream().mapToInt(c -> c.history().epochs().size()).summaryStatistics();
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
     * The epochs at which F1 is compared: 10, 20 and 30 as in the paper's Table 1, as far as any
     * training came, and the last one where it is that of all.
     */
    List<Integer> milestones() {
        return IntStream.concat(
                        PaperTable.EPOCHS.stream().mapToInt(e -> e),
                        same() ? IntStream.of(greatest) : IntStream.empty())
                .filter(epoch -> epoch <= greatest)
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }

    /** Such as {@code epoch 30}, or {@code the last epoch (3 to 4)}; after "at" or "after". */
    String words() {
        return same()
                ? "epoch " + greatest
                : String.format(Locale.ROOT, "the last epoch (%s)", range());
    }

    /** The same where there is little room: {@code epoch 30} or {@code last epoch}. */
    String brief() {
        return same() ? words() : "last epoch";
    }

    /** Such as {@code 30} or {@code 3 to 4}. */
    String range() {
        return same() ? "" + greatest : String.format(Locale.ROOT, "%d to %d", least, greatest);
    }
}
