package io.ctattention.comparison;

import io.ctattention.block.NetworkSpec;
import io.ctattention.comparison.statistics.Repeat;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Protocol;
import io.ctattention.training.TrainingPlan;
import io.ctattention.training.recipe.TrainingRecipe;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One training of a comparison. Runs of one number share the seed, the split and the batches, so
 * that differences between their networks are paired.
 *
 * @param network the network
 * @param repeat what is repeated
 * @param number the seed or the fold
 * @param partition how the slices are split
 * @param recipe the hyper-parameters, with this run's seed
 */
public record Run(
        NetworkSpec network,
        Repeat repeat,
        long number,
        PartitionOptions partition,
        TrainingRecipe recipe) {

    static Run of(ComparisonPlan plan, NetworkSpec network, int n) {
        Repeat repeat = plan.repeat();
        long first = plan.recipe().seed();
        return new Run(
                network,
                repeat,
                number(repeat, first, n),
                partition(plan, n),
                plan.recipe().withSeed(seed(repeat, first, n)));
    }

    /** The number of the n-th repetition, from 0: its seed, or its fold from 1. */
    static long number(Repeat repeat, long first, int n) {
        return repeat == Repeat.SEED ? seed(repeat, first, n) : n + 1;
    }

    private static long seed(Repeat repeat, long first, int n) {
        return repeat == Repeat.SEED ? first + n : first;
    }

    private static PartitionOptions partition(ComparisonPlan plan, int n) {
        long first = plan.recipe().seed();
        return plan.repeat() == Repeat.SEED
                ? PartitionOptions.of(plan.protocol(), seed(plan.repeat(), first, n))
                : new PartitionOptions(Protocol.PATIENTS, first, plan.repeats(), n + 1);
    }

    /**
     * Returns the run's name, which is also that of its folder.
     *
     * @return such as {@code cbam-seed-3}
     */
    public String name() {
        return String.format(Locale.ROOT, "%s-%s-%d", network.name(), repeat.word(), number);
    }

    Path folder(Path comparison) {
        return comparison.resolve("cells").resolve(name());
    }

    TrainingPlan training(ComparisonPlan plan) {
        return TrainingPlan.builder()
                .setNetwork(network)
                .setSlices(plan.slices())
                .setPartition(partition)
                .optRecipe(recipe)
                .optDevice(plan.device())
                .optStore(plan.store())
                .setOutput(folder(plan.output()))
                .optResume(true)
                .build();
    }
}
