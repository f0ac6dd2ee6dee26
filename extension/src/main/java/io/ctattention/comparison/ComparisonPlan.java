package io.ctattention.comparison;

import ai.djl.Device;
import io.ctattention.block.NetworkSpec;
import io.ctattention.comparison.statistics.Repeat;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.store.StoreOptions;
import io.ctattention.explanation.CamMethod;
import io.ctattention.training.recipe.TrainingRecipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What is compared with what, on which slices, how often and where.
 *
 * @param networks the networks, of different names; the first one without attention is what the
 *     others are compared with
 * @param slices all slices
 * @param protocol how they are split; {@link Repeat#FOLD} needs {@link Protocol#PATIENTS}
 * @param repeat what is repeated
 * @param repeats how often, at least 1; at least 2 folds
 * @param recipe the hyper-parameters of every training, with the first seed
 * @param method how the heat maps are computed that are measured; {@link CamMethod#GRADCAM} in the
 *     paper
 * @param device where to train
 * @param store where the decoded slices live
 * @param jobs trainings at once, at least 1; their steps take turns
 * @param folder for the trainings and the results; what is finished in it is not done again
 */
public record ComparisonPlan(
        List<NetworkSpec> networks,
        SliceSet slices,
        Protocol protocol,
        Repeat repeat,
        int repeats,
        TrainingRecipe recipe,
        CamMethod method,
        Device device,
        StoreOptions store,
        int jobs,
        Path folder) {

    /** The repetitions where nothing else is asked for. */
    public static final int REPEATS = 5;

    /**
     * Checks that the parts fit together.
     *
     * @throws IllegalArgumentException if they do not
     */
    public ComparisonPlan {
        networks = List.copyOf(networks);
        require(!networks.isEmpty(), "A comparison needs at least one network");
        List<String> names = networks.stream().map(NetworkSpec::name).toList();
        require(
                names.stream().distinct().count() == names.size(),
                String.format(Locale.ROOT, "The networks are %s; each can be named once", names));
        require(jobs >= 1, String.format(Locale.ROOT, "jobs is %d; it must be 1 or more", jobs));
        int least = repeat == Repeat.SEED ? 1 : 2;
        require(
                repeats >= least,
                String.format(
                        Locale.ROOT,
                        "%s are %d; it must be %d or more",
                        repeat.word(2),
                        repeats,
                        least));
        require(
                repeat == Repeat.SEED || protocol == Protocol.PATIENTS,
                "Folds are of the protocol patients; the protocol is " + protocol.word());
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /**
     * Returns the trainings: for each repetition all networks, so that differences are known early.
     *
     * @return {@code networks * repeats} runs
     */
    public List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (int n = 0; n < repeats; n++) {
            for (NetworkSpec network : networks) {
                runs.add(Run.of(this, network, n));
            }
        }
        return runs;
    }

    /**
     * Returns the numbers of the repetitions: seeds, or folds from 1.
     *
     * @return as many as repeats
     */
    public List<Long> numbers() {
        return IntStream.range(0, repeats)
                .mapToObj(n -> Run.number(repeat, recipe.seed(), n))
                .toList();
    }
}
