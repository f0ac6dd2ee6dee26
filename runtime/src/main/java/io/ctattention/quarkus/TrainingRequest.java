package io.ctattention.quarkus;

import io.ctattention.block.NetworkSpec;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.training.recipe.TrainingRecipe;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What to train, on which data and how. Only the data is required; the configuration has defaults
 * for the rest.
 *
 * @param data where the slices are, empty if they are given
 * @param slices the slices, empty if their location is given
 * @param recipe the hyper-parameters
 * @param network the network, if set
 * @param partition how the slices are split, if set
 * @param device the device's word, if set
 * @param output where the results go, if set
 * @param resume whether to go on from the checkpoint there
 */
public record TrainingRequest(
        Optional<Path> data,
        Optional<SliceSet> slices,
        TrainingRecipe recipe,
        Optional<NetworkSpec> network,
        Optional<PartitionOptions> partition,
        Optional<String> device,
        Optional<Path> output,
        boolean resume) {

    /**
     * Starts a request.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds requests: {@code set} what is needed, {@code opt} what has a default. */
    public static final class Builder {

        private Path data;
        private SliceSet slices;
        private TrainingRecipe recipe = TrainingRecipe.PAPER;
        private NetworkSpec network;
        private PartitionOptions partition;
        private String device;
        private Path output;
        private boolean resume;

        private Builder() {}

        /**
         * Sets where the slices are. Their classes are sorted with {@code COVID} as the positive
         * one at the end.
         *
         * @param newData a CSV manifest, a folder of class folders, or the published COVID-CT
         *     folder
         * @return this
         */
        public Builder setData(Path newData) {
            data = Objects.requireNonNull(newData, "data");
            slices = null;
            return this;
        }

        /**
         * Sets slices that were read already, with {@link
         * io.ctattention.dataset.reading.SliceSetReader}.
         *
         * @param newData the slices
         * @return this
         */
        public Builder setData(SliceSet newData) {
            slices = Objects.requireNonNull(newData, "data");
            data = null;
            return this;
        }

        /**
         * Sets the hyper-parameters.
         *
         * @param newRecipe the recipe; {@link TrainingRecipe#PAPER} if it is not set
         * @return this
         */
        public Builder optRecipe(TrainingRecipe newRecipe) {
            recipe = Objects.requireNonNull(newRecipe, "recipe");
            return this;
        }

        /**
         * Sets the network.
         *
         * @param newNetwork its shape; that of {@code quarkus.ct-attention.training.network} and
         *     {@code .size} if it is not set
         * @return this
         */
        public Builder optNetwork(NetworkSpec newNetwork) {
            network = newNetwork;
            return this;
        }

        /**
         * Sets how the slices are split.
         *
         * @param newPartition protocol, seed and folds; if it is not set, the published split where
         *     there is one, else patients where they are known, else at random, with the recipe's
         *     seed
         * @return this
         */
        public Builder optPartition(PartitionOptions newPartition) {
            partition = newPartition;
            return this;
        }

        /**
         * Sets the device.
         *
         * @param newDevice {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}; {@code
         *     quarkus.ct-attention.device} if it is not set
         * @return this
         */
        public Builder optDevice(String newDevice) {
            device = newDevice;
            return this;
        }

        /**
         * Sets where the results go.
         *
         * @param newOutput a folder without a training or slices in it; a new one in {@code
         *     quarkus.ct-attention.training.directory} if it is not set
         * @return this
         */
        public Builder optOutput(Path newOutput) {
            output = newOutput;
            return this;
        }

        /**
         * Resumes an interrupted training from its checkpoint, bit for bit on the CPU.
         *
         * @param earlierOutput the folder of its results; if it has no checkpoint, a new training
         *     starts
         * @return this
         */
        public Builder optResume(Path earlierOutput) {
            output = Objects.requireNonNull(earlierOutput, "output");
            resume = true;
            return this;
        }

        /**
         * Builds the request.
         *
         * @return the request
         * @throws IllegalStateException if the data are not set
         */
        public TrainingRequest build() {
            if (data == null && slices == null) {
                throw new IllegalStateException("The data of the training is not set");
            }
            return new TrainingRequest(
                    Optional.ofNullable(data),
                    Optional.ofNullable(slices),
                    recipe,
                    Optional.ofNullable(network),
                    Optional.ofNullable(partition),
                    Optional.ofNullable(device),
                    Optional.ofNullable(output),
                    resume);
        }
    }
}
