package io.ctattention.quarkus;

import io.ctattention.dataset.SliceSet;
import io.ctattention.evaluation.EvaluationReport;
import io.ctattention.evaluation.F1Score;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures models on labelled slices: F1 of every class next to the scores of constant answers,
 * AUROC and more, with 95 % intervals. Inject it; it needs no configured model.
 *
 * <p>A slice counts as positive from the threshold of the model's card on. If the model was trained
 * on the same data, the split of its training counts and its validation slices are scored;
 * otherwise the data's own validation split, or its test split, or all slices. A validation or test
 * split with a slice in it that was trained on, by the bytes of its file, is an {@link
 * IllegalArgumentException}. The report's notes say what a reader should know of it. A slice that
 * cannot be read is listed among the report's errors and counts for no class. Safe for any number
 * of threads.
 */
public interface F1Evaluator {

    /**
     * Measures a configured model.
     *
     * @param model an injected classifier
     * @param data the slices, of classes that the model knows
     * @return the report
     * @throws IllegalArgumentException if the model does not know the classes, or no slice can be
     *     read
     */
    default EvaluationReport evaluate(CtClassifier model, SliceSet data) {
        return evaluate(model, data, null);
    }

    /**
     * Measures a configured model on a part of the data.
     *
     * @param model an injected classifier
     * @param data the slices, of classes that the model knows
     * @param part {@code train}, {@code val}, {@code test}, {@code all} or null for the first of
     *     val, test and all that has slices
     * @return the report
     * @throws IllegalArgumentException if the model does not know the classes, no slice can be
     *     read, or the part is empty
     */
    EvaluationReport evaluate(CtClassifier model, SliceSet data, String part);

    /**
     * Measures a configured model.
     *
     * @param model an injected classifier
     * @param data a CSV manifest, a folder of class folders, or the published COVID-CT folder
     * @return the report
     * @throws IOException if the data cannot be read
     * @throws IllegalArgumentException if the model does not know the classes, or no slice can be
     *     read
     */
    EvaluationReport evaluate(CtClassifier model, Path data) throws IOException;

    /**
     * Measures what a training left.
     *
     * @param model the trained model
     * @param data the slices, of classes that the model knows
     * @return the report
     * @throws IOException if the model cannot be loaded
     * @throws IllegalArgumentException if the model does not know the classes, or no slice can be
     *     read
     */
    default EvaluationReport evaluate(TrainedModel model, SliceSet data) throws IOException {
        return evaluate(model.folder(), data, null);
    }

    /**
     * Measures a model folder.
     *
     * @param model the folder
     * @param data the slices, of classes that the model knows
     * @param part {@code train}, {@code val}, {@code test}, {@code all} or null for the first of
     *     val, test and all that has slices
     * @return the report
     * @throws IOException if the model cannot be loaded
     * @throws IllegalArgumentException if the model does not know the classes, no slice can be
     *     read, or the part is empty
     */
    EvaluationReport evaluate(Path model, SliceSet data, String part) throws IOException;

    /**
     * Measures a configured model on the worker pool.
     *
     * @param model an injected classifier
     * @param data the slices, of classes that the model knows
     * @return the report; computed for every subscription
     */
    Uni<EvaluationReport> evaluateAsync(CtClassifier model, SliceSet data);

    /**
     * Makes an evaluator for a DJL {@code Trainer} of one's own, exact over batches of any size:
     * {@code new DefaultTrainingConfig(loss).addEvaluator(evaluator.forTrainer(classes, "COVID"))}.
     *
     * @param classes the class of each logit
     * @param positiveClass the class that F1 is about
     * @return a new DJL evaluator
     * @throws IllegalArgumentException if the positive class is not one of the classes
     */
    F1Score forTrainer(List<String> classes, String positiveClass);
}
