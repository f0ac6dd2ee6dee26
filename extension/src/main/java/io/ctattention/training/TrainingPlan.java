package io.ctattention.training;

import ai.djl.Device;
import io.ctattention.block.NetworkSpec;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.store.StoreOptions;
import io.ctattention.training.recipe.TrainingRecipe;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * One training: what, on which slices, how, where and into which folder.
 *
 * @param network the network to train
 * @param slices all slices, of as many classes as the network has logits
 * @param partition how they are split
 * @param recipe the hyper-parameters
 * @param device where to train
 * @param store where the decoded slices live
 * @param output the folder for the results; an older training in it is refused unless resumed
 * @param resume whether to resume from the folder's checkpoint, if it has one
 */
public record TrainingPlan(
        NetworkSpec network,
        SliceSet slices,
        PartitionOptions partition,
        TrainingRecipe recipe,
        Device device,
        StoreOptions store,
        Path output,
        boolean resume) {

    /** The sub-folder of the best model. */
    public static final String BEST = "best";

    /** The sub-folder of the last checkpoint. */
    public static final String LAST = "last";

    /**
     * Checks that the parts fit together.
     *
     * @throws IllegalArgumentException if they do not
     */
    public TrainingPlan {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(slices, "slices");
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(output, "output");
        int classes = slices.classes().size();
        if (classes != network.classes()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The slices have %d classes %s, the network %d",
                            classes,
                            slices.classes(),
                            network.classes()));
        }
        recipe.classWeights().requireOneEach(slices.classes());
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
        builder.network = network;
        builder.slices = slices;
        builder.partition = partition;
        builder.recipe = recipe;
        builder.device = device;
        builder.store = store;
        builder.output = output;
        builder.resume = resume;
        return builder;
    }

    /** Builds plans: {@code set} what is needed, {@code opt} what has a default. */
    public static final class Builder {

        private NetworkSpec network;
        private SliceSet slices;
        private PartitionOptions partition;
        private TrainingRecipe recipe = TrainingRecipe.PAPER;
        private Device device = Device.cpu();
        private StoreOptions store = StoreOptions.defaults();
        private Path output;
        private boolean resume;

        private Builder() {}

        /**
         * Sets the network.
         *
         * @param newNetwork the network to train
         * @return this
         */
        public Builder setNetwork(NetworkSpec newNetwork) {
            network = newNetwork;
            return this;
        }

        /**
         * Sets the slices.
         *
         * @param newSlices all slices, of as many classes as the network has logits
         * @return this
         */
        public Builder setSlices(SliceSet newSlices) {
            slices = newSlices;
            return this;
        }

        /**
         * Sets how the slices are split.
         *
         * @param newPartition protocol, seed and folds
         * @return this
         */
        public Builder setPartition(PartitionOptions newPartition) {
            partition = newPartition;
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
         * Sets where the results go.
         *
         * @param newOutput a folder
         * @return this
         */
        public Builder setOutput(Path newOutput) {
            output = newOutput;
            return this;
        }

        /**
         * Sets whether to go on from the folder's checkpoint.
         *
         * @param newResume false if it is not set
         * @return this
         */
        public Builder optResume(boolean newResume) {
            resume = newResume;
            return this;
        }

        /**
         * Builds the plan.
         *
         * @return the plan
         * @throws IllegalArgumentException if parts are missing or do not fit together
         */
        public TrainingPlan build() {
            return new TrainingPlan(
                    network, slices, partition, recipe, device, store, output, resume);
        }
    }
}
