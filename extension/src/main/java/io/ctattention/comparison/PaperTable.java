package io.ctattention.comparison;

import io.ctattention.comparison.verdict.LastEpochs;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The F1 that the paper prints: one training of each network on one random split, in percent.
 *
 * @see "Rao, Park, Aalami 2021, Table 1"
 */
public final class PaperTable {

    /** The epochs of the table. */
    public static final List<Integer> EPOCHS = List.of(10, 20, 30);

    private static final Map<String, List<Double>> F1 =
            Map.of("baseline", List.of(62.58, 61.36, 57.36), "cbam", List.of(73.58, 74.62, 73.89));

    private PaperTable() {}

    /**
     * Returns the epochs at which F1 is compared: those of the table as far as any training came,
     * and the last one where it is that of all.
     *
     * @param last after which epochs the trainings ended
     * @return them, in order
     */
    public static List<Integer> milestones(LastEpochs last) {
        return IntStream.concat(
                        EPOCHS.stream().mapToInt(e -> e),
                        last.same() ? IntStream.of(last.greatest()) : IntStream.empty())
                .filter(epoch -> epoch <= last.greatest())
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }

    /**
     * Looks up a printed value.
     *
     * @param network a network's name, such as {@code cbam}
     * @param epoch an epoch
     * @return F1 as a share in [0, 1], empty where the paper has none
     */
    public static OptionalDouble f1(String network, int epoch) {
        int column = EPOCHS.indexOf(epoch);
        List<Double> row = F1.get(network);
        return row == null || column < 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(row.get(column) / 100);
    }
}
