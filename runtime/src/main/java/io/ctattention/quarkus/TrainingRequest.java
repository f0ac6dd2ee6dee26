package io.ctattention.quarkus;

import io.ctattention.block.NetworkSpec;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.training.recipe.TrainingRecipe;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What to train, on what and how. Only the data must be given; the rest has defaults from the
 * configuration.
 */
public final class TrainingRequest {

    private final Path folder;
    private final SliceSet slices;
    private TrainingRecipe recipe = TrainingRecipe.PAPER;
    private NetworkSpec network;
    private PartitionOptions partition;
    private String device;
    private Path run;
    private boolean resume;

    private TrainingRequest(Path folder, SliceSet slices) {
        this.folder = folder;
        this.slices = slices;
    }

    /**
     * Starts from a folder or manifest, whose classes are sorted with {@code COVID} as the positive
     * one at the end.
     *
     * @param data a CSV manifest, a folder of class folders, or the published COVID-CT folder
     * @return the request
     */
    public static TrainingRequest on(Path data) {
        return new TrainingRequest(Objects.requireNonNull(data, "data"), null);
    }

    /**
     * Starts from slices that were read already, with {@link
     * io.ctattention.dataset.reading.SliceSetReader}.
     *
     * @param data the slices
     * @return the request
     */
    public static TrainingRequest on(SliceSet data) {
        return new TrainingRequest(null, Objects.requireNonNull(data, "data"));
    }

    /**
     * Sets the hyper-parameters.
     *
     * @param newRecipe the recipe; {@link TrainingRecipe#PAPER} if it is not set
     * @return this
     */
    public TrainingRequest recipe(TrainingRecipe newRecipe) {
        recipe = Objects.requireNonNull(newRecipe, "recipe");
        return this;
    }

    /**
     * Sets the network.
     *
     * @param newNetwork its shape; that of {@code quarkus.ct-attention.training.network} and {@code
     *     .size} if it is not set
     * @return this
     */
    public TrainingRequest network(NetworkSpec newNetwork) {
        network = newNetwork;
        return this;
    }

    /**
     * Sets how the slices are split.
     *
     * @param newPartition protocol, seed and folds; if it is not set, the published split where
     *     there is one, else patients where they are known, else at random, with the recipe's seed
     * @return this
     */
    public TrainingRequest partition(PartitionOptions newPartition) {
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
    public TrainingRequest device(String newDevice) {
        device = newDevice;
        return this;
    }

    /**
     * Sets where the results go.
     *
     * @param newRun a folder without a training or slices in it; a new one in {@code
     *     quarkus.ct-attention.training.directory} if it is not set
     * @return this
     */
    public TrainingRequest run(Path newRun) {
        run = newRun;
        return this;
    }

    /**
     * Goes on from the checkpoint of an interrupted training: on the CPU, bit for bit.
     *
     * @param earlierRun the folder of its results; without a checkpoint in it, training starts anew
     * @return this
     */
    public TrainingRequest resume(Path earlierRun) {
        run = Objects.requireNonNull(earlierRun, "run");
        resume = true;
        return this;
    }

    /**
     * Returns where the slices are.
     *
     * @return a folder or manifest, empty if the slices were given
     */
    public Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    /**
     * Returns the slices.
     *
     * @return the slices, empty if a folder was given
     */
    public Optional<SliceSet> slices() {
        return Optional.ofNullable(slices);
    }

    /**
     * Returns the hyper-parameters.
     *
     * @return the recipe
     */
    public TrainingRecipe recipe() {
        return recipe;
    }

    /**
     * Returns the network.
     *
     * @return its shape, if set
     */
    public Optional<NetworkSpec> network() {
        return Optional.ofNullable(network);
    }

    /**
     * Returns how the slices are split.
     *
     * @return the options, if set
     */
    public Optional<PartitionOptions> partition() {
        return Optional.ofNullable(partition);
    }

    /**
     * Returns the device.
     *
     * @return its word, if set
     */
    public Optional<String> device() {
        return Optional.ofNullable(device);
    }

    /**
     * Returns where the results go.
     *
     * @return the folder, if set
     */
    public Optional<Path> run() {
        return Optional.ofNullable(run);
    }

    /**
     * Tells whether to go on from a checkpoint.
     *
     * @return whether {@link #resume} was called
     */
    public boolean resumes() {
        return resume;
    }
}
