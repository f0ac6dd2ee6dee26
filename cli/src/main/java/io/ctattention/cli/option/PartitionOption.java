package io.ctattention.cli.option;

import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.SliceSet;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** How slices are split. */
public final class PartitionOption {

    @Option(
            names = "--protocol",
            paramLabel = "PROTOCOL",
            completionCandidates = CompletionCandidates.Protocols.class,
            description =
                    "Split protocol: ${COMPLETION-CANDIDATES} (default: split if the data has"
                            + " splits, else patients if it names patients, else random).")
    Protocol protocol;

    @Option(
            names = "--folds",
            paramLabel = "N",
            defaultValue = "" + PartitionOptions.FOLDS,
            description = "Number of folds of the protocol patients (default: ${DEFAULT-VALUE}).")
    int folds;

    @Option(
            names = "--fold",
            paramLabel = "K",
            defaultValue = "1",
            description = "Validation fold, from 1 (default: ${DEFAULT-VALUE}).")
    int fold;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Random seed (default: ${DEFAULT-VALUE}).")
    long seed;

    /**
     * Returns the seed.
     *
     * @return the one given, or the default
     */
    public long seed() {
        return seed;
    }

    /**
     * Says how slices are split.
     *
     * @param slices decide the protocol, if none was given
     * @return the protocol and its numbers
     * @throws IllegalArgumentException if they are invalid
     */
    public PartitionOptions of(SliceSet slices) {
        Protocol chosen = protocol == null ? Protocol.defaultFor(slices) : protocol;
        return new PartitionOptions(chosen, seed, folds, fold);
    }

    /**
     * Takes from an earlier training what was not given.
     *
     * @param slices decide the protocol, if there is neither
     * @param earlier how that training split them, or null
     * @param splitSeed a seed of the split alone, or null
     * @param given whether an option was given
     * @return the protocol and its numbers
     * @throws IllegalArgumentException if they are invalid
     */
    public PartitionOptions of(
            SliceSet slices, PartitionOptions earlier, Long splitSeed, Predicate<String> given) {
        PartitionOptions own = of(slices);
        PartitionOptions base = earlier == null ? own : earlier;
        long chosen = given.test("--seed") ? seed : base.seed();
        return new PartitionOptions(
                protocol == null ? base.protocol() : protocol,
                splitSeed == null ? chosen : splitSeed,
                given.test("--folds") ? folds : base.folds(),
                given.test("--fold") ? fold : base.fold());
    }
}
