package io.ctattention.cli.option;

import io.ctattention.evaluation.Metric;
import io.ctattention.training.recipe.Augmentation;
import io.ctattention.training.recipe.ClassWeights;
import io.ctattention.training.recipe.TrainingRecipe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** The hyper-parameters. The defaults are the paper's. */
public final class RecipeOptions {

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "30",
            description = "Passes over the training slices (default: ${DEFAULT-VALUE}).")
    int epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "34",
            description = "Slices per training step (default: ${DEFAULT-VALUE}).")
    int batchSize;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            defaultValue = "0.001",
            description = "Adam's learning rate (default: ${DEFAULT-VALUE}).")
    float learningRate;

    @Option(
            names = "--schedule",
            paramLabel = "SCHEDULE",
            defaultValue = "constant",
            completionCandidates = CompletionCandidates.Schedules.class,
            description =
                    "Learning-rate schedule: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    TrainingRecipe.Schedule schedule;

    @Option(
            names = "--warm-up",
            paramLabel = "EPOCHS",
            defaultValue = "0",
            description =
                    "Warm-up epochs, in which the learning rate rises from 0 (default:"
                            + " ${DEFAULT-VALUE}).")
    int warmUp;

    @Option(
            names = "--weight-decay",
            paramLabel = "F",
            defaultValue = "0",
            description = "Decoupled weight decay (default: ${DEFAULT-VALUE}).")
    float weightDecay;

    @Option(
            names = "--class-weights",
            paramLabel = "WEIGHTS",
            defaultValue = "none",
            description =
                    "Weight of each class in the loss: none, balanced, or weights such as"
                            + " NonCOVID=1,COVID=2 (default: ${DEFAULT-VALUE}).")
    String classWeights;

    @Option(
            names = "--label-smoothing",
            paramLabel = "F",
            defaultValue = "0",
            description = "Probability taken from the true class (default: ${DEFAULT-VALUE}).")
    float labelSmoothing;

    @Option(
            names = "--keep-best",
            paramLabel = "METRIC",
            defaultValue = "balancedAccuracy",
            completionCandidates = CompletionCandidates.Metrics.class,
            description =
                    "Keep the epoch with the best value of this metric on the validation slices:"
                            + " ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, the mean"
                            + " recall of the classes: of K classes a constant answer scores only"
                            + " 1/K, whatever their sizes; by f1, of the positive class, it often"
                            + " wins).")
    Metric keepBest;

    @Option(
            names = "--early-stopping",
            paramLabel = "METRIC",
            completionCandidates = CompletionCandidates.Metrics.class,
            description =
                    "Stop early when this metric on the validation slices stops improving; use the"
                            + " one of --keep-best: ${COMPLETION-CANDIDATES} (default: train all"
                            + " epochs).")
    Metric earlyStopping;

    @Option(
            names = "--patience",
            paramLabel = "EPOCHS",
            defaultValue = "5",
            description =
                    "Epochs that early stopping waits for an improvement (default:"
                            + " ${DEFAULT-VALUE}).")
    int patience;

    @Option(names = "--flip", description = "Mirror slices at random (default: off).")
    boolean flip;

    @Option(
            names = "--rotate",
            paramLabel = "DEGREES",
            defaultValue = "0",
            description =
                    "Rotate at random by up to this many degrees (default: ${DEFAULT-VALUE}).")
    double rotate;

    @Option(
            names = "--shift",
            paramLabel = "F",
            defaultValue = "0",
            description =
                    "Shift at random by up to this share of the side (default: ${DEFAULT-VALUE}).")
    double shift;

    @Option(
            names = "--zoom",
            paramLabel = "F",
            defaultValue = "0",
            description = "Zoom at random; 0.1 means by 0.9 to 1.1 (default: ${DEFAULT-VALUE}).")
    double zoom;

    @Option(
            names = "--brightness",
            paramLabel = "F",
            defaultValue = "0",
            description =
                    "Change the brightness at random by up to this much (default:"
                            + " ${DEFAULT-VALUE}).")
    double brightness;

    @Option(
            names = "--contrast",
            paramLabel = "F",
            defaultValue = "0",
            description =
                    "Change the contrast at random; 0.1 means by 0.9 to 1.1 (default:"
                            + " ${DEFAULT-VALUE}).")
    double contrast;

    /**
     * Returns the metric by which the best epoch is kept.
     *
     * @return the one given, or the default
     */
    public Metric keepBest() {
        return keepBest;
    }

    /**
     * Makes the recipe.
     *
     * @param base what the options that were not given are taken from
     * @param seed the seed, null if it was not given
     * @param classes the classes, which weights name
     * @param given whether an option was given
     * @return the recipe
     * @throws IllegalArgumentException if it is invalid
     */
    public TrainingRecipe recipe(
            TrainingRecipe base, Long seed, List<String> classes, Predicate<String> given) {
        Augmentation none = base.augmentation();
        return TrainingRecipe.builder()
                .optEpochs(given.test("--epochs") ? epochs : base.epochs())
                .optBatchSize(given.test("--batch-size") ? batchSize : base.batchSize())
                .optSeed(seed == null ? base.seed() : seed)
                .optLearningRate(given.test("--learning-rate") ? learningRate : base.learningRate())
                .optSchedule(given.test("--schedule") ? schedule : base.schedule())
                .optWarmUpEpochs(given.test("--warm-up") ? warmUp : base.warmUpEpochs())
                .optWeightDecay(given.test("--weight-decay") ? weightDecay : base.weightDecay())
                .optClassWeights(
                        given.test("--class-weights") ? weights(classes) : base.classWeights())
                .optLabelSmoothing(
                        given.test("--label-smoothing") ? labelSmoothing : base.labelSmoothing())
                .optAugmentation(
                        new Augmentation(
                                given.test("--flip") ? flip : none.flip(),
                                given.test("--rotate") ? rotate : none.rotation(),
                                given.test("--shift") ? shift : none.shift(),
                                given.test("--zoom") ? zoom : none.zoom(),
                                given.test("--brightness") ? brightness : none.brightness(),
                                given.test("--contrast") ? contrast : none.contrast()))
                .optKeepBest(given.test("--keep-best") ? keepBest : base.keepBest())
                .optEarlyStopping(
                        given.test("--early-stopping") ? earlyStopping : base.earlyStopping())
                .optPatience(given.test("--patience") ? patience : base.patience())
                .build();
    }

    private ClassWeights weights(List<String> classes) {
        return switch (classWeights) {
            case "none" -> ClassWeights.NONE;
            case "balanced" -> ClassWeights.BALANCED;
            default -> {
                Map<String, Double> named = new LinkedHashMap<>();
                for (String entry : classWeights.split(",")) {
                    int at = entry.lastIndexOf('=');
                    try {
                        named.put(
                                entry.substring(0, Math.max(0, at)).strip(),
                                Double.valueOf(entry.substring(at + 1).strip()));
                    } catch (NumberFormatException e) {
                        throw new IllegalArgumentException(
                                String.format(
                                        Locale.ROOT,
                                        "--class-weights is '%s'; use none, balanced, or weights"
                                                + " such as NonCOVID=1,COVID=2",
                                        classWeights),
                                e);
                    }
                }
                if (!named.keySet().equals(Set.copyOf(classes))) {
                    throw new IllegalArgumentException(
                            String.format(
                                    Locale.ROOT,
                                    "--class-weights names %s; the classes are %s",
                                    named.keySet(),
                                    classes));
                }
                yield ClassWeights.byClass(classes.stream().map(named::get).toList());
            }
        };
    }
}
