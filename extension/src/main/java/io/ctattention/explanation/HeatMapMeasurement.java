package io.ctattention.explanation;

import io.ctattention.dataset.Slice;
import io.ctattention.explanation.lungs.Bitmap;
import io.ctattention.explanation.lungs.LungMask;
import io.ctattention.image.GreyImage;
import io.ctattention.model.CtModel;
import io.ctattention.model.Inference;
import io.ctattention.model.SliceReader;
import io.ctattention.model.SliceReader.ReadSlice;
import io.ctattention.model.SliceResult;
import io.ctattention.model.SliceSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Measures where a network looks, slice by slice. */
public final class HeatMapMeasurement {

    private final CtModel model;
    private final Function<Slice, Optional<boolean[]>> lesions;

    private HeatMapMeasurement(CtModel model, Function<Slice, Optional<boolean[]>> lesions) {
        this.model = model;
        this.lesions = lesions;
    }

    /**
     * Explains each slice and measures the heat map, in 22 forward passes a slice beside the
     * explanation's.
     *
     * @param model the model
     * @param slices the slices; one that cannot be read is left out
     * @param target what the heat maps explain
     * @param lesions a slice's lesions in its own size, row by row, empty where they are not known;
     *     such as {@link io.ctattention.phantom.PhantomMasks#lesions}
     * @param progress hears how many slices are done
     * @return measures for each readable slice, in the same order
     * @throws IllegalArgumentException if the model has no such class or layer, or a lesion mask is
     *     not of its slice's size
     */
    public static List<HeatMapMeasures> measure(
            CtModel model,
            List<Slice> slices,
            CamTarget target,
            Function<Slice, Optional<boolean[]>> lesions,
            IntConsumer progress) {
        return measure(
                model,
                slices,
                read -> ClassActivationMap.explain(model, read, target),
                lesions,
                progress);
    }

    /**
     * Measures heat maps from anywhere; otherwise as {@link #measure(CtModel, List, CamTarget,
     * Function, IntConsumer)}.
     *
     * @param model the model
     * @param slices the slices; one that cannot be read is left out
     * @param explainer explains each slice of a batch
     * @param lesions a slice's lesions
     * @param progress hears how many slices are done
     * @return measures for each readable slice, in the same order
     * @throws IllegalArgumentException if a lesion mask is not of its slice's size
     */
    public static List<HeatMapMeasures> measure(
            CtModel model,
            List<Slice> slices,
            Function<List<ReadSlice>, List<Explanation>> explainer,
            Function<Slice, Optional<boolean[]>> lesions,
            IntConsumer progress) {
        var measurement = new HeatMapMeasurement(model, lesions);
        SliceReader reader = new SliceReader(model.card().network(), true);
        List<HeatMapMeasures> measures = new ArrayList<>();
        int done = 0;
        for (List<Slice> batch : SliceReader.batches(slices)) {
            List<SliceResult<Explained>> results =
                    reader.answer(
                            batch.stream().map(SliceSource::of).toList(),
                            read -> explained(read, explainer.apply(read)));
            for (int i = 0; i < batch.size(); i++) {
                if (results.get(i).ok()) {
                    measures.add(measurement.measure(batch.get(i), results.get(i).value()));
                }
                progress.accept(++done);
            }
        }
        return measures;
    }

    private record Explained(GreyImage input, Explanation explanation, LungMask lungs) {}

    private static List<Explained> explained(List<ReadSlice> read, List<Explanation> explanations) {
        return IntStream.range(0, read.size())
                .parallel()
                .mapToObj(
                        i ->
                                new Explained(
                                        read.get(i).input(),
                                        explanations.get(i),
                                        LungMask.of(GreyImage.of(read.get(i).image()))))
                .toList();
    }

    private HeatMapMeasures measure(Slice slice, Explained answer) {
        Explanation explanation = answer.explanation();
        int explained = explanation.classes().indexOf(explanation.explainedClass());
        return measures(
                slice.name(),
                explanation.explainedClass(),
                explanation.heatMap(),
                answer.lungs(),
                lesions.apply(slice),
                answer.input(),
                batch ->
                        Arrays.stream(
                                        Inference.probabilities(
                                                model.model().getNDManager(),
                                                model.network(),
                                                batch))
                                .mapToDouble(p -> p[explained])
                                .toArray());
    }

    static HeatMapMeasures measures(
            String name,
            String explainedClass,
            HeatMap map,
            LungMask lungs,
            Optional<boolean[]> lesions,
            GreyImage input,
            Function<float[], double[]> scorer) {
        EnergyShares uniform = lungs.found() ? EnergyShares.uniform(lungs) : null;
        EnergyShares shares =
                lungs.found() && !map.empty()
                        ? EnergyShares.of(map.over(lungs.width(), lungs.height()), lungs)
                        : null;
        Bitmap lesion = lesions.map(mask -> lesionMask(name, mask, lungs)).orElse(null);
        boolean game = lesion != null && lesion.count() > 0;
        PixelCurves curves =
                map.empty()
                        ? new PixelCurves(List.of(), List.of())
                        : PixelCurves.of(input, map.over(input.width(), input.height()), scorer);
        return new HeatMapMeasures(
                name,
                explainedClass,
                map.empty(),
                shares == null ? null : shares.lungs(),
                shares == null ? null : shares.ring(),
                uniform == null ? null : uniform.lungs(),
                uniform == null ? null : uniform.ring(),
                game && !map.empty() ? pointsAt(map, lesion) : null,
                game ? (double) lesion.count() / lesion.set().length : null,
                curves.deletion(),
                curves.insertion());
    }

    private static Bitmap lesionMask(String name, boolean[] mask, LungMask lungs) {
        if (mask.length != lungs.pixels().length) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The lesion mask of %s has %d pixels, the slice has %d x %d; write both"
                                    + " again",
                            name,
                            mask.length,
                            lungs.width(),
                            lungs.height()));
        }
        return new Bitmap(lungs.width(), lungs.height(), mask);
    }

    private static boolean pointsAt(HeatMap map, Bitmap mask) {
        int greatest = 0;
        for (int i = 1; i < map.scaled().length; i++) {
            greatest = map.scaled()[i] > map.scaled()[greatest] ? i : greatest;
        }
        int x = (int) ((map.origin() + greatest % map.side() * map.step()) * mask.width());
        int y = (int) ((map.origin() + greatest / map.side() * map.step()) * mask.height());
        return mask.set()[y * mask.width() + x];
    }
}
