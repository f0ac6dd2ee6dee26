package io.ctattention.server.slice;

import io.ctattention.block.NetworkSpec;
import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.Explanation;
import io.ctattention.explanation.Overlay;
import io.ctattention.model.SliceResult;
import io.ctattention.model.SliceSource;
import io.ctattention.quarkus.Classification;
import io.ctattention.quarkus.ModelLease;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** What is asked of a model about slices. Slices of equal tasks may share a forward pass. */
sealed interface SliceTask {

    /** The longest side of pictures of slices, in pixels. */
    int PICTURE_SIDE = 480;

    /** Returns what a trace calls the model's part of the work. */
    String stage();

    /** Returns how much work a slice is that is decoded, in forward passes. */
    int cost(NetworkSpec network);

    /** Answers slices in one forward pass, one reply for each. */
    List<SliceReply> answer(ModelLease model, List<DecodedSlice> slices);

    /** Asks for class and probabilities. */
    record Classify() implements SliceTask {

        @Override
        public String stage() {
            return "forward";
        }

        @Override
        public int cost(NetworkSpec network) {
            return 1;
        }

        @Override
        public List<SliceReply> answer(ModelLease model, List<DecodedSlice> slices) {
            return each(
                    slices,
                    model.classifier().classify(sources(slices)),
                    (slice, answer) -> reply(model, slice, answer));
        }

        private static SliceReply reply(
                ModelLease model, DecodedSlice slice, Classification answer) {
            double[] probabilities =
                    answer.probabilities().values().stream().mapToDouble(p -> p).toArray();
            return new SliceReply(SliceAnswer.of(slice.name(), model.card(), probabilities), null);
        }
    }

    /**
     * Asks for the same, with a heat map.
     *
     * @param target what the heat map explains
     * @param drawn whether a picture of slice and heat map is asked for, and nothing else
     */
    record Explain(CamTarget target, boolean drawn) implements SliceTask {

        @Override
        public String stage() {
            return "explain";
        }

        @Override
        public int cost(NetworkSpec network) {
            return target.method().passes(network);
        }

        @Override
        public List<SliceReply> answer(ModelLease model, List<DecodedSlice> slices) {
            return each(
                    slices,
                    model.explainer().explain(sources(slices), target),
                    (slice, explanation) ->
                            drawn
                                    ? new SliceReply(null, Overlay.png(slice.image(), explanation))
                                    : reply(model, slice, explanation));
        }

        private static SliceReply reply(
                ModelLease model, DecodedSlice slice, Explanation explanation) {
            byte[] heat = Overlay.heatPng(slice.image(), explanation.heatMap(), PICTURE_SIDE);
            SliceAnswer answer =
                    SliceAnswer.of(slice.name(), model.card(), explanation.probabilities())
                            .with(
                                    HeatMapAnswer.of(explanation, heat),
                                    Overlay.slicePng(slice.image(), PICTURE_SIDE),
                                    explanation.gates().stream().map(GateAnswer::of).toList());
            return new SliceReply(answer, null);
        }
    }

    private static List<SliceSource> sources(List<DecodedSlice> slices) {
        return slices.stream().map(slice -> SliceSource.of(slice.name(), slice.image())).toList();
    }

    /** Pictures take as long as the forward pass: all cores draw. */
    private static <T> List<SliceReply> each(
            List<DecodedSlice> slices,
            List<SliceResult<T>> results,
            BiFunction<DecodedSlice, T, SliceReply> reply) {
        return IntStream.range(0, slices.size())
                .parallel()
                .mapToObj(i -> reply.apply(slices.get(i), results.get(i).value()))
                .toList();
    }
}
