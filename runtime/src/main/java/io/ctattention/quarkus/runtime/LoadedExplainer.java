package io.ctattention.quarkus.runtime;

import io.ctattention.explanation.Explanation;
import io.ctattention.explanation.Overlay;
import io.ctattention.image.ImageException;
import io.ctattention.model.ModelCard;
import io.ctattention.quarkus.GradCamExplainer;
import io.ctattention.quarkus.GradCamTarget;
import io.ctattention.quarkus.SliceResult;
import io.ctattention.quarkus.SliceSource;
import io.ctattention.quarkus.runtime.SliceWork.Batch;
import io.ctattention.quarkus.runtime.telemetry.Calls;
import io.smallrye.mutiny.Uni;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/** Explains the answers of a loaded model. */
final class LoadedExplainer implements GradCamExplainer {

    private final ModelSource source;
    private final SliceWork work;

    LoadedExplainer(ModelSource source, Calls calls) {
        this.source = source;
        work = new SliceWork(calls, "explain", source);
    }

    @Override
    public ModelCard card() {
        return source.card();
    }

    @Override
    public Explanation explain(SliceSource slice, GradCamTarget target) throws ImageException {
        return work.one(slice, explanations(target));
    }

    @Override
    public List<SliceResult<Explanation>> explain(List<SliceSource> slices, GradCamTarget target) {
        return work.all(slices, explanations(target));
    }

    @Override
    public byte[] overlay(SliceSource slice, GradCamTarget target) throws ImageException {
        return work.one(slice, overlays(target));
    }

    @Override
    public Uni<Explanation> explainAsync(SliceSource slice, GradCamTarget target) {
        return work.oneLater(slice, explanations(target));
    }

    @Override
    public Uni<List<SliceResult<Explanation>>> explainAsync(
            List<SliceSource> slices, GradCamTarget target) {
        return work.allLater(slices, explanations(target));
    }

    @Override
    public Uni<byte[]> overlayAsync(SliceSource slice, GradCamTarget target) {
        return work.oneLater(slice, overlays(target));
    }

    private Batch<Explanation> explanations(GradCamTarget target) {
        requireNow(target);
        return (model, slices) -> explain(model, slices, target);
    }

    private Batch<byte[]> overlays(GradCamTarget target) {
        requireNow(target);
        return (model, slices) -> draw(slices, explain(model, slices, target));
    }

    /** Before any slice is read. */
    private void requireNow(GradCamTarget target) {
        LoadedModel model = source.enter();
        try {
            model.require(target);
        } finally {
            model.exit();
        }
    }

    /** The model may have been replaced by one without attention. */
    private static List<Explanation> explain(
            LoadedModel model, List<BufferedImage> slices, GradCamTarget target) {
        model.require(target);
        return model.explain(slices, target);
    }

    private static List<byte[]> draw(List<BufferedImage> slices, List<Explanation> explanations) {
        return IntStream.range(0, slices.size())
                .mapToObj(i -> Overlay.png(slices.get(i), explanations.get(i)))
                .toList();
    }
}
