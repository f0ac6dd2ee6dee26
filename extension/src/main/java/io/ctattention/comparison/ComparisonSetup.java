package io.ctattention.comparison;

import io.ctattention.comparison.statistics.Repeat;
import io.ctattention.comparison.verdict.LastEpochs;
import io.ctattention.explanation.CamMethod;
import io.ctattention.training.recipe.TrainingRecipe;
import java.util.List;
import java.util.Map;

/**
 * What was compared on what, in enough detail to do it again.
 *
 * @param data where the slices came from, as the caller named it
 * @param fingerprint the data's SHA-256 over names, labels and contents
 * @param phantom whether the slices are synthetic, so that no number says anything about patients
 * @param counts the slices of each class
 * @param classes the classes in the logits' order
 * @param positiveClass the class that F1 and AUROC are about
 * @param protocol how the slices were split: random, split or patients
 * @param repeat what was repeated
 * @param numbers the seeds or folds
 * @param recipe the hyper-parameters, with the first seed
 * @param method how the heat maps were computed, at the last convolution
 * @param milestones the epochs at which F1 is compared: 10, 20 and 30 as far as any training came,
 *     and the last one where it is that of all
 * @param lastEpochs after which epochs the trainings ended; what is not by epoch is as of then
 * @param trainSlices the training slices of the first repetition
 * @param validationSlices its validation slices
 * @param device where the networks were trained
 * @param threads the threads of one operation
 * @param versions of this library, DJL, PyTorch and Java, by name
 * @param command the command that made the report, or null
 */
public record ComparisonSetup(
        String data,
        String fingerprint,
        boolean phantom,
        Map<String, Long> counts,
        List<String> classes,
        String positiveClass,
        String protocol,
        Repeat repeat,
        List<Long> numbers,
        TrainingRecipe recipe,
        CamMethod method,
        List<Integer> milestones,
        LastEpochs lastEpochs,
        int trainSlices,
        int validationSlices,
        String device,
        int threads,
        Map<String, String> versions,
        String command) {

    /** A fold's validation slices over its training slices; 0 over seeds. */
    double testToTrain() {
        return repeat == Repeat.SEED ? 0 : (double) validationSlices / trainSlices;
    }
}
