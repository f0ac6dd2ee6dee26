package io.ctattention.quarkus.runtime;

import ai.djl.modality.Classifications;
import io.ctattention.image.ImageException;
import io.ctattention.model.ModelCard;
import io.ctattention.quarkus.Classification;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.SliceResult;
import io.ctattention.quarkus.SliceSource;
import io.smallrye.mutiny.Uni;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Classifies with a loaded model. */
final class LoadedClassifier implements CtClassifier {

    private final LoadedModel model;
    private final SliceWork work;

    LoadedClassifier(LoadedModel model, Calls calls) {
        this.model = model;
        work = new SliceWork(calls, "classify", model.name());
    }

    LoadedModel model() {
        return model;
    }

    @Override
    public ModelCard card() {
        return model.card();
    }

    @Override
    public Classification classify(SliceSource slice) throws ImageException {
        return work.one(slice, this::answer);
    }

    @Override
    public List<SliceResult<Classification>> classify(List<SliceSource> slices) {
        return work.all(slices, this::answer);
    }

    @Override
    public Uni<Classification> classifyAsync(SliceSource slice) {
        return work.oneLater(slice, this::answer);
    }

    @Override
    public Uni<List<SliceResult<Classification>>> classifyAsync(List<SliceSource> slices) {
        return work.allLater(slices, this::answer);
    }

    private List<Classification> answer(List<BufferedImage> slices) {
        return model.classify(slices).stream().map(LoadedClassifier::classification).toList();
    }

    private static Classification classification(Classifications answer) {
        Map<String, Double> probabilities = new LinkedHashMap<>();
        List<String> classes = answer.getClassNames();
        for (int k = 0; k < classes.size(); k++) {
            probabilities.put(classes.get(k), answer.getProbabilities().get(k));
        }
        return new Classification(answer.best().getClassName(), probabilities);
    }
}
