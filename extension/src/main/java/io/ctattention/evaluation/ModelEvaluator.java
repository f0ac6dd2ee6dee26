package io.ctattention.evaluation;

import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceSet;
import io.ctattention.model.CtModel;
import io.ctattention.model.Inference;
import io.ctattention.model.SliceReader;
import io.ctattention.model.SliceResult;
import io.ctattention.model.SliceSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;

/** Measures a model on labelled slices. */
public final class ModelEvaluator {

    private ModelEvaluator() {}

    /**
     * Classifies slices and scores the answers, decided by the threshold of the model's card. A
     * slice that cannot be read is listed in the report and counts for no class.
     *
     * @param model the model
     * @param set the data set, of the model's classes in any order
     * @param slices those slices of it that are scored
     * @param notes remarks for the report
     * @param options the bootstrap's options
     * @param progress hears how many slices are done
     * @return the report
     * @throws IllegalArgumentException if the classes differ, or no slice can be read
     */
    public static EvaluationReport evaluate(
            CtModel model,
            SliceSet set,
            List<Slice> slices,
            List<String> notes,
            EvaluationOptions options,
            IntConsumer progress) {
        List<String> classes = model.card().classes();
        if (!Set.copyOf(classes).containsAll(set.classes())) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The classes of the slices are %s, those of the model are %s",
                            set.classes(),
                            classes));
        }
        List<SlicePrediction> predictions = new ArrayList<>();
        List<SliceError> errors = new ArrayList<>();
        SliceReader reader = new SliceReader(model.card().network(), false);
        for (List<Slice> batch : SliceReader.batches(slices)) {
            List<SliceResult<double[]>> results =
                    reader.answer(
                            batch.stream().map(SliceSource::of).toList(),
                            read -> Inference.classify(model, read));
            for (int i = 0; i < batch.size(); i++) {
                Slice slice = batch.get(i);
                SliceResult<double[]> result = results.get(i);
                if (result.ok()) {
                    predictions.add(
                            SlicePrediction.of(
                                    model.card(),
                                    slice.name(),
                                    slice.patient(),
                                    slice.label(),
                                    result.value()));
                } else {
                    errors.add(new SliceError(slice.name(), result.error().getMessage()));
                }
            }
            progress.accept(predictions.size() + errors.size());
        }
        return EvaluationReport.of(
                classes,
                model.card().positiveClass(),
                model.card().threshold(),
                predictions,
                set.fingerprint(),
                set.phantom(),
                notes,
                errors,
                options);
    }
}
