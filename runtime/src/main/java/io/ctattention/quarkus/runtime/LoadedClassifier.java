package io.ctattention.quarkus.runtime;

import ai.djl.modality.Classifications;
import io.ctattention.image.ImageException;
import io.ctattention.model.ModelCard;
import io.ctattention.quarkus.Classification;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.SliceResult;
import io.ctattention.quarkus.SliceSource;
import io.ctattention.quarkus.runtime.telemetry.Calls;
import io.smallrye.mutiny.Uni;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Classifies with a loaded model. */
public final class LoadedClassifier implements CtClassifier {

    private final ModelSource source;
    private final SliceWork work;

    LoadedClassifier(ModelSource source, Calls calls) {
        this.source = source;
        work = new SliceWork(calls, "classify", source);
    }

    public ModelSource source() {
        return source;
    }

    @Override
    public ModelCard card() {
        return source.card();
    }

    @Override
    public Classification classify(SliceSource slice) throws ImageException {
        return work.one(slice, LoadedClassifier::answer);
    }

    @Override
    public List<SliceResult<Classification>> classify(List<SliceSource> slices) {
        return work.all(slices, LoadedClassifier::answer);
    }

    @Override
    public Uni<Classification> classifyAsync(SliceSource slice) {
        return work.oneLater(slice, LoadedClassifier::answer);
    }

    @Override
    public Uni<List<SliceResult<Classification>>> classifyAsync(List<SliceSource> slices) {
        return work.allLater(slices, LoadedClassifier::answer);
    }

    private static List<Classification> answer(LoadedModel model, List<BufferedImage> slices) {
        return model.classify(slices).stream().map(a -> classification(a, model.card())).toList();
    }

    private static Classification classification(Classifications answer, ModelCard card) {
        Map<String, Double> probabilities = new LinkedHashMap<>();
        List<String> classes = answer.getClassNames();
        for (int k = 0; k < classes.size(); k++) {
            probabilities.put(classes.get(k), answer.getProbabilities().get(k));
        }
        double[] inOrder = answer.getProbabilities().stream().mapToDouble(p -> p).toArray();
        return new Classification(card.decision(inOrder), probabilities);
    }
}
