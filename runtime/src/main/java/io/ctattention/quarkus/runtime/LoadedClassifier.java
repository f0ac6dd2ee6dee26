package io.ctattention.quarkus.runtime;

import io.ctattention.image.ImageException;
import io.ctattention.model.ModelCard;
import io.ctattention.model.SliceReader.ReadSlice;
import io.ctattention.model.SliceResult;
import io.ctattention.model.SliceSource;
import io.ctattention.quarkus.Classification;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.runtime.telemetry.Calls;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Classifies with a loaded model. */
public final class LoadedClassifier implements CtClassifier {

    private final ModelSource source;
    private final SliceWork work;

    LoadedClassifier(ModelSource source, Calls calls) {
        this.source = source;
        work = new SliceWork(calls, "classify", source, false);
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

    private static List<Classification> answer(LoadedModel model, List<ReadSlice> slices) {
        ModelCard card = model.card();
        return model.classify(slices).stream()
                .map(p -> new Classification(card.decision(p), card.byClass(p)))
                .toList();
    }
}
