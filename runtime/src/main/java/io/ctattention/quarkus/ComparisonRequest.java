package io.ctattention.quarkus;

import io.ctattention.block.NetworkSpec;
import io.ctattention.comparison.ComparisonPlan;
import io.ctattention.comparison.statistics.Repeat;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.SliceSet;
import io.ctattention.explanation.CamMethod;
import io.ctattention.training.recipe.TrainingRecipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to compare, on which data and how often. Only the data and the output are required; the
 * defaults repeat the paper's experiment five times.
 *
 * @param data where the slices are, empty if they are given
 * @param slices the slices, empty if their location is given
 * @param output where the trainings and the results go
 * @param networks the networks, empty for the configured ones
 * @param protocol how the slices are split
 * @param repeat what is repeated: seeds or folds
 * @param repeats how many there are
 * @param recipe the hyper-parameters
 * @param method how heat maps are computed
 * @param device the device's word, empty for the configured one
 * @param jobs how many runs train at the same time, at least 1
 */
public record ComparisonRequest(
        Optional<Path> data,
        Optional<SliceSet> slices,
        Path output,
        List<NetworkSpec> networks,
        Protocol protocol,
        Repeat repeat,
        int repeats,
        TrainingRecipe recipe,
        CamMethod method,
        Optional<String> device,
        int jobs) {

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
        private Path output;
        private List<NetworkSpec> networks = List.of();
        private Protocol protocol = Protocol.RANDOM;
        private Repeat repeat = Repeat.SEED;
        private int repeats = ComparisonPlan.REPEATS;
        private TrainingRecipe recipe = TrainingRecipe.PAPER;
        private CamMethod method = CamMethod.GRADCAM;
        private String device;
        private int jobs = 1;

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
         * Sets where the trainings and the results go.
         *
         * @param newOutput a folder; what is finished in it is not done again
         * @return this
         */
        public Builder setOutput(Path newOutput) {
            output = Objects.requireNonNull(newOutput, "output");
            return this;
        }

        /**
         * Sets the networks.
         *
         * @param newNetworks of different names; the first one without attention is what the others
         *     are compared with. The baseline and CBAM of {@code
         *     quarkus.ct-attention.training.size} if they are not set
         * @return this
         */
        public Builder optNetworks(List<NetworkSpec> newNetworks) {
            networks = List.copyOf(newNetworks);
            return this;
        }

        /**
         * Trains each network with several seeds, that of the recipe and those after it.
         *
         * @param newProtocol how the slices are split, by each seed; {@link Protocol#RANDOM} if it
         *     is not set, as in the paper
         * @param seeds how many, at least 1
         * @return this
         */
        public Builder optSeeds(Protocol newProtocol, int seeds) {
            protocol = Objects.requireNonNull(newProtocol, "protocol");
            repeat = Repeat.SEED;
            repeats = seeds;
            return this;
        }

        /**
         * Trains each network on each of several folds of the patients.
         *
         * @param folds how many, at least 2
         * @return this
         */
        public Builder optFolds(int folds) {
            protocol = Protocol.PATIENTS;
            repeat = Repeat.FOLD;
            repeats = folds;
            return this;
        }

        /**
         * Sets the hyper-parameters.
         *
         * @param newRecipe the recipe, whose seed is the first; {@link TrainingRecipe#PAPER} if it
         *     is not set
         * @return this
         */
        public Builder optRecipe(TrainingRecipe newRecipe) {
            recipe = Objects.requireNonNull(newRecipe, "recipe");
            return this;
        }

        /**
         * Sets the method of the heat maps that are measured.
         *
         * @param newMethod the method; {@link CamMethod#GRADCAM} if it is not set, as in the paper
         * @return this
         */
        public Builder optMethod(CamMethod newMethod) {
            method = Objects.requireNonNull(newMethod, "method");
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
         * Sets how many runs train at the same time. Their training steps take turns; all other
         * work overlaps.
         *
         * @param newJobs at least 1
         * @return this
         */
        public Builder optJobs(int newJobs) {
            jobs = newJobs;
            return this;
        }

        /**
         * Builds the request.
         *
         * @return the request
         * @throws IllegalStateException if the data or the output are not set
         */
        public ComparisonRequest build() {
            if (data == null && slices == null) {
                throw new IllegalStateException("The data of the comparison is not set");
            }
            if (output == null) {
                throw new IllegalStateException("The output folder of the comparison is not set");
            }
            return new ComparisonRequest(
                    Optional.ofNullable(data),
                    Optional.ofNullable(slices),
                    output,
                    networks,
                    protocol,
                    repeat,
                    repeats,
                    recipe,
                    method,
                    Optional.ofNullable(device),
                    jobs);
        }
    }
}
