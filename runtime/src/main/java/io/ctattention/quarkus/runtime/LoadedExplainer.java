package io.ctattention.quarkus.runtime;

import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.Explanation;
import io.ctattention.explanation.Overlay;
import io.ctattention.image.ImageException;
import io.ctattention.model.ModelCard;
import io.ctattention.model.SliceReader.ReadSlice;
import io.ctattention.model.SliceResult;
import io.ctattention.model.SliceSource;
import io.ctattention.quarkus.GradCamExplainer;
import io.ctattention.quarkus.runtime.SliceWork.Batch;
import io.ctattention.quarkus.runtime.telemetry.Calls;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.stream.IntStream;

/** Explains the answers of a loaded model. */
final class LoadedExplainer implements GradCamExplainer {

    private final ModelSource source;
    private final SliceWork work;

    LoadedExplainer(ModelSource source, Calls calls) {
        this.source = source;
        work = new SliceWork(calls, "explain", source, true);
    }

    @Override
    public ModelCard card() {
        return source.card();
    }

    @Override
    public Explanation explain(SliceSource slice, CamTarget target) throws ImageException {
        return work.one(slice, explanations(target));
    }

    @Override
    public List<SliceResult<Explanation>> explain(List<SliceSource> slices, CamTarget target) {
        return work.all(slices, explanations(target));
    }

    @Override
    public byte[] overlay(SliceSource slice, CamTarget target) throws ImageException {
        return work.one(slice, overlays(target));
    }

    @Override
    public Uni<Explanation> explainAsync(SliceSource slice, CamTarget target) {
        return work.oneLater(slice, explanations(target));
    }

    @Override
    public Uni<List<SliceResult<Explanation>>> explainAsync(
            List<SliceSource> slices, CamTarget target) {
        return work.allLater(slices, explanations(target));
    }

    @Override
    public Uni<byte[]> overlayAsync(SliceSource slice, CamTarget target) {
        return work.oneLater(slice, overlays(target));
    }

    private Batch<Explanation> explanations(CamTarget target) {
        requireNow(target);
        return (model, slices) -> model.explain(slices, target);
    }

    private Batch<byte[]> overlays(CamTarget target) {
        requireNow(target);
        return (model, slices) -> draw(slices, model.explain(slices, target));
    }

    /** Before any slice is read; again when it is explained, for the model may be another then. */
    private void requireNow(CamTarget target) {
        LoadedModel model = source.enter();
        try {
            target.require(model.card());
        } finally {
            model.exit();
        }
    }

    private static List<byte[]> draw(List<ReadSlice> slices, List<Explanation> explanations) {
        return IntStream.range(0, slices.size())
                .mapToObj(i -> Overlay.png(slices.get(i).image(), explanations.get(i)))
                .toList();
    }
}
