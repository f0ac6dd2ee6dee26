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
 * What to compare, on what and how often. Only the data and the folder must be given; the rest is
 * the paper's, five times.
 */
public final class ComparisonRequest {

    private final Path data;
    private final SliceSet slices;
    private final Path folder;
    private List<NetworkSpec> networks = List.of();
    private Protocol protocol = Protocol.RANDOM;
    private Repeat repeat = Repeat.SEED;
    private int repeats = ComparisonPlan.REPEATS;
    private TrainingRecipe recipe = TrainingRecipe.PAPER;
    private CamMethod method = CamMethod.GRADCAM;
    private String device;
    private int jobs = 1;

    private ComparisonRequest(Path data, SliceSet slices, Path folder) {
        this.data = data;
        this.slices = slices;
        this.folder = Objects.requireNonNull(folder, "folder");
    }

    /**
     * Starts from a folder or manifest, whose classes are sorted with {@code COVID} as the positive
     * one at the end.
     *
     * @param data a CSV manifest, a folder of class folders, or the published COVID-CT folder
     * @param folder for the trainings and the results; what is finished in it is not done again
     * @return the request
     */
    public static ComparisonRequest on(Path data, Path folder) {
        return new ComparisonRequest(Objects.requireNonNull(data, "data"), null, folder);
    }

    /**
     * Starts from slices that were read already, with {@link
     * io.ctattention.dataset.reading.SliceSetReader}.
     *
     * @param data the slices
     * @param folder for the trainings and the results; what is finished in it is not done again
     * @return the request
     */
    public static ComparisonRequest on(SliceSet data, Path folder) {
        return new ComparisonRequest(null, Objects.requireNonNull(data, "data"), folder);
    }

    /**
     * Sets the networks.
     *
     * @param newNetworks of different names; the first one without attention is what the others are
     *     compared with. The baseline and CBAM of {@code quarkus.ct-attention.training.size} if
     *     they are not set
     * @return this
     */
    public ComparisonRequest networks(List<NetworkSpec> newNetworks) {
        networks = List.copyOf(newNetworks);
        return this;
    }

    /**
     * Trains each network with several seeds, that of the recipe and those after it.
     *
     * @param newProtocol how the slices are split, by each seed; {@link Protocol#RANDOM} if it is
     *     not set, as in the paper
     * @param seeds how many, at least 1
     * @return this
     */
    public ComparisonRequest seeds(Protocol newProtocol, int seeds) {
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
    public ComparisonRequest folds(int folds) {
        protocol = Protocol.PATIENTS;
        repeat = Repeat.FOLD;
        repeats = folds;
        return this;
    }

    /**
     * Sets the hyper-parameters.
     *
     * @param newRecipe the recipe, whose seed is the first; {@link TrainingRecipe#PAPER} if it is
     *     not set
     * @return this
     */
    public ComparisonRequest recipe(TrainingRecipe newRecipe) {
        recipe = Objects.requireNonNull(newRecipe, "recipe");
        return this;
    }

    /**
     * Sets how the heat maps are computed that are measured.
     *
     * @param newMethod the method; {@link CamMethod#GRADCAM} if it is not set, as in the paper
     * @return this
     */
    public ComparisonRequest method(CamMethod newMethod) {
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
    public ComparisonRequest device(String newDevice) {
        device = newDevice;
        return this;
    }

    /**
     * Sets how many networks train at once. Their steps take turns; what is between them overlaps.
     *
     * @param newJobs at least 1
     * @return this
     */
    public ComparisonRequest jobs(int newJobs) {
        jobs = newJobs;
        return this;
    }

    /**
     * Returns where the slices are.
     *
     * @return the folder or manifest, empty if {@link #slices} are given
     */
    public Optional<Path> data() {
        return Optional.ofNullable(data);
    }

    /**
     * Returns the slices.
     *
     * @return the slices, empty if {@link #data} is given
     */
    public Optional<SliceSet> slices() {
        return Optional.ofNullable(slices);
    }

    /**
     * Returns where the results go.
     *
     * @return the folder
     */
    public Path folder() {
        return folder;
    }

    /**
     * Returns the networks.
     *
     * @return the networks, empty for the configured ones
     */
    public List<NetworkSpec> networks() {
        return networks;
    }

    /**
     * Returns how the slices are split.
     *
     * @return the protocol
     */
    public Protocol protocol() {
        return protocol;
    }

    /**
     * Returns what is repeated.
     *
     * @return seeds or folds
     */
    public Repeat repeat() {
        return repeat;
    }

    /**
     * Returns how often it is.
     *
     * @return the number of seeds or folds
     */
    public int repeats() {
        return repeats;
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
     * Returns how heat maps are computed.
     *
     * @return the method
     */
    public CamMethod method() {
        return method;
    }

    /**
     * Returns the device.
     *
     * @return its word, empty for the configured one
     */
    public Optional<String> device() {
        return Optional.ofNullable(device);
    }

    /**
     * Returns how many networks train at once.
     *
     * @return at least 1
     */
    public int jobs() {
        return jobs;
    }
}
