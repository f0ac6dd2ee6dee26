package io.ctattention.server.slice;

import ai.djl.modality.cv.ImageFactory;
import io.ctattention.block.NetworkSpec;
import io.ctattention.explanation.Explanation;
import io.ctattention.explanation.Overlay;
import io.ctattention.quarkus.Classification;
import io.ctattention.quarkus.GradCamTarget;
import io.ctattention.quarkus.ModelLease;
import io.ctattention.quarkus.SliceResult;
import io.ctattention.quarkus.SliceSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * What is asked of a model about slices. Slices of equal tasks may share a forward pass.
 *
 * @param <T> the answer for a slice
 */
sealed interface SliceTask<T> {

    /** The longest side of pictures of slices, in pixels. */
    int PICTURE_SIDE = 480;

    /** Returns what a trace calls the model's part of the work. */
    String stage();

    /** Returns how much work a slice is that is decoded, in forward passes. */
    int cost(NetworkSpec network);

    /** Answers slices in one forward pass, one answer for each. */
    List<T> answer(ModelLease model, List<DecodedSlice> slices);

    /** Asks for class and probabilities. */
    record Classify() implements SliceTask<SliceAnswer> {

        @Override
        public String stage() {
            return "forward";
        }

        @Override
        public int cost(NetworkSpec network) {
            return 1;
        }

        @Override
        public List<SliceAnswer> answer(ModelLease model, List<DecodedSlice> slices) {
            List<SliceResult<Classification>> answers =
                    model.classifier().classify(sources(slices));
            return each(slices, answers, (slice, result) -> answer(model, slice, result.value()));
        }

        private static SliceAnswer answer(
                ModelLease model, DecodedSlice slice, Classification answer) {
            double[] probabilities =
                    answer.probabilities().values().stream().mapToDouble(p -> p).toArray();
            return SliceAnswer.of(slice.name(), model.card(), probabilities);
        }
    }

    /** Asks for the same, with a heat map. */
    record Explain(GradCamTarget target) implements SliceTask<SliceAnswer> {

        @Override
        public String stage() {
            return "explain";
        }

        @Override
        public int cost(NetworkSpec network) {
            return target.method().passes(network);
        }

        @Override
        public List<SliceAnswer> answer(ModelLease model, List<DecodedSlice> slices) {
            return each(
                    slices,
                    explain(model, slices, target),
                    (slice, result) -> answer(model, slice, result.value()));
        }

        private static SliceAnswer answer(
                ModelLease model, DecodedSlice slice, Explanation explanation) {
            byte[] heat = Overlay.heatPng(slice.image(), explanation.heatMap(), PICTURE_SIDE);
            return SliceAnswer.of(slice.name(), model.card(), explanation.probabilities())
                    .with(
                            HeatMapAnswer.of(explanation, heat),
                            Overlay.slicePng(slice.image(), PICTURE_SIDE),
                            explanation.gates().stream().map(GateAnswer::of).toList());
        }
    }

    /** Asks for the picture of slice and heat map, a PNG. */
    record Draw(GradCamTarget target) implements SliceTask<byte[]> {

        @Override
        public String stage() {
            return "explain";
        }

        @Override
        public int cost(NetworkSpec network) {
            return target.method().passes(network);
        }

        @Override
        public List<byte[]> answer(ModelLease model, List<DecodedSlice> slices) {
            return each(
                    slices,
                    explain(model, slices, target),
                    (slice, result) -> Overlay.png(slice.image(), result.value()));
        }
    }

    private static List<SliceResult<Explanation>> explain(
            ModelLease model, List<DecodedSlice> slices, GradCamTarget target) {
        return model.explainer().explain(sources(slices), target);
    }

    private static List<SliceSource> sources(List<DecodedSlice> slices) {
        ImageFactory images = ImageFactory.getInstance();
        return slices.stream()
                .map(slice -> SliceSource.of(slice.name(), images.fromImage(slice.image())))
                .toList();
    }

    /** Pictures take as long as the forward pass: all cores draw. */
    private static <R, T> List<T> each(
            List<DecodedSlice> slices,
            List<SliceResult<R>> results,
            BiFunction<DecodedSlice, SliceResult<R>, T> finish) {
        return IntStream.range(0, slices.size())
                .parallel()
                .mapToObj(i -> finish.apply(slices.get(i), results.get(i)))
                .toList();
    }
}
