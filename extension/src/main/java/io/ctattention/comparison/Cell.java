package io.ctattention.comparison;

import io.ctattention.block.NetworkSpec;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.training.TrainingPlan;
import io.ctattention.training.TrainingRecipe;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One training of a comparison. Cells of one number share the seed, the split and the batches, so
 * that differences between their networks are paired.
 *
 * @param network the network
 * @param repeat what is repeated
 * @param number the seed or the fold
 * @param partition how the slices are split
 * @param recipe the hyper-parameters, with this cell's seed
 */
public record Cell(
        NetworkSpec network,
        Repeat repeat,
        long number,
        PartitionOptions partition,
        TrainingRecipe recipe) {

    static Cell of(ComparisonPlan plan, NetworkSpec network, int n) {
        Repeat repeat = plan.repeat();
        long first = plan.recipe().seed();
        return new Cell(
                network,
                repeat,
                repeat.number(first, n),
                repeat.partition(plan.protocol(), first, n, plan.repeats()),
                plan.recipe().withSeed(repeat.seed(first, n)));
    }

    /**
     * Returns the cell's name, which is also that of its folder.
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
        return new TrainingPlan(
                network,
                plan.slices(),
                partition,
                recipe,
                plan.device(),
                plan.store(),
                folder(plan.folder()),
                true);
    }
}
