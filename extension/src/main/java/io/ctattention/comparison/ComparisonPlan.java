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
import java.util.Objects;
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
 * @param output the folder for the runs and the results; what is finished there is not done again
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
        Path output) {

    /** The repetitions where nothing else is asked for. */
    public static final int REPEATS = 5;

    /**
     * Checks that the parts fit together.
     *
     * @throws IllegalArgumentException if they do not
     */
    public ComparisonPlan {
        Objects.requireNonNull(slices, "slices");
        Objects.requireNonNull(output, "output");
        networks = List.copyOf(networks);
        require(!networks.isEmpty(), "A comparison needs at least one network");
        List<String> names = networks.stream().map(NetworkSpec::name).toList();
        require(
                names.stream().distinct().count() == names.size(),
                String.format(Locale.ROOT, "The networks are %s; name each only once", names));
        require(jobs >= 1, String.format(Locale.ROOT, "jobs is %d; it must be 1 or more", jobs));
        int least = repeat == Repeat.SEED ? 1 : 2;
        require(
                repeats >= least,
                String.format(
                        Locale.ROOT,
                        "%s are %d; it must be %d or more",
                        repeat.noun(2),
                        repeats,
                        least));
        require(
                repeat == Repeat.SEED || protocol == Protocol.PATIENTS,
                "Folds need the protocol patients; the protocol is " + protocol.id());
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

    /**
     * Starts a plan.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts from this plan.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.networks = networks;
        builder.slices = slices;
        builder.protocol = protocol;
        builder.repeat = repeat;
        builder.repeats = repeats;
        builder.recipe = recipe;
        builder.method = method;
        builder.device = device;
        builder.store = store;
        builder.jobs = jobs;
        builder.output = output;
        return builder;
    }

    /** Builds plans: {@code set} what is needed, {@code opt} what has a default. */
    public static final class Builder {

        private List<NetworkSpec> networks;
        private SliceSet slices;
        private Protocol protocol = Protocol.RANDOM;
        private Repeat repeat = Repeat.SEED;
        private int repeats = REPEATS;
        private TrainingRecipe recipe = TrainingRecipe.PAPER;
        private CamMethod method = CamMethod.GRADCAM;
        private Device device = Device.cpu();
        private StoreOptions store = StoreOptions.defaults();
        private int jobs = 1;
        private Path output;

        private Builder() {}

        /**
         * Sets the networks.
         *
         * @param newNetworks of different names
         * @return this
         */
        public Builder setNetworks(List<NetworkSpec> newNetworks) {
            networks = newNetworks;
            return this;
        }

        /**
         * Sets the slices.
         *
         * @param newSlices all slices
         * @return this
         */
        public Builder setSlices(SliceSet newSlices) {
            slices = newSlices;
            return this;
        }

        /**
         * Sets how the slices are split.
         *
         * @param newProtocol at random if it is not set, as in the paper
         * @return this
         */
        public Builder optProtocol(Protocol newProtocol) {
            protocol = newProtocol;
            return this;
        }

        /**
         * Sets what is repeated.
         *
         * @param newRepeat seeds if it is not set
         * @return this
         */
        public Builder optRepeat(Repeat newRepeat) {
            repeat = newRepeat;
            return this;
        }

        /**
         * Sets how often it is.
         *
         * @param newRepeats at least 1; at least 2 folds
         * @return this
         */
        public Builder optRepeats(int newRepeats) {
            repeats = newRepeats;
            return this;
        }

        /**
         * Sets the hyper-parameters.
         *
         * @param newRecipe the recipe, else the paper's
         * @return this
         */
        public Builder optRecipe(TrainingRecipe newRecipe) {
            recipe = newRecipe;
            return this;
        }

        /**
         * Sets how heat maps are computed.
         *
         * @param newMethod the method, else the paper's
         * @return this
         */
        public Builder optMethod(CamMethod newMethod) {
            method = newMethod;
            return this;
        }

        /**
         * Sets where to train.
         *
         * @param newDevice the device, else the CPU
         * @return this
         */
        public Builder optDevice(Device newDevice) {
            device = newDevice;
            return this;
        }

        /**
         * Sets where the decoded slices live.
         *
         * @param newStore the options
         * @return this
         */
        public Builder optStore(StoreOptions newStore) {
            store = newStore;
            return this;
        }

        /**
         * Sets how many runs train at the same time.
         *
         * @param newJobs at least 1
         * @return this
         */
        public Builder optJobs(int newJobs) {
            jobs = newJobs;
            return this;
        }

        /**
         * Sets where the trainings and results go.
         *
         * @param newOutput a folder
         * @return this
         */
        public Builder setOutput(Path newOutput) {
            output = newOutput;
            return this;
        }

        /**
         * Builds the plan.
         *
         * @return the plan
         * @throws IllegalArgumentException if parts are missing or do not fit together
         */
        public ComparisonPlan build() {
            return new ComparisonPlan(
                    networks, slices, protocol, repeat, repeats, recipe, method, device, store,
                    jobs, output);
        }
    }
}
