package io.ctattention.comparison;

import io.ctattention.dataset.Partition;
import io.ctattention.dataset.Slice;
import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.ClassActivationMap;
import io.ctattention.explanation.Explanation;
import io.ctattention.explanation.Gate;
import io.ctattention.explanation.Layer;
import io.ctattention.explanation.Overlay;
import io.ctattention.explanation.SanityCheck;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.SliceReader;
import io.ctattention.model.SliceReader.ReadSlice;
import io.ctattention.model.SliceResult;
import io.ctattention.model.SliceSource;
import io.ctattention.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Draws what the networks of the first repetition see in a few of their validation slices. */
final class Examples {

    private static final int COUNT = 6;
    private static final int SIDE = 256;

    private final ComparisonPlan plan;
    private final List<Slice> slices;

    /**
     * Chooses the slices, by the recipe's seed.
     *
     * @param partition the split of the first repetition
     */
    Examples(ComparisonPlan plan, Partition partition) {
        this.plan = plan;
        List<Slice> shuffled = new ArrayList<>(partition.validation());
        Collections.shuffle(shuffled, new Random(plan.recipe().seed()));
        slices = shuffled.subList(0, Math.min(COUNT, shuffled.size()));
    }

    /** Whether the heat maps depend on what each network has learned, by its name. */
    Map<String, SanityCheck> sanity() throws IOException {
        Map<String, SanityCheck> checks = new LinkedHashMap<>();
        for (Run run : firstRuns()) {
            checks.put(
                    run.network().name(),
                    SanityCheck.of(
                            last(run),
                            plan.device(),
                            SliceReader.stack(read(run)),
                            Layer.CONV,
                            plan.method(),
                            plan.recipe().seed()));
        }
        return checks;
    }

    private List<Run> firstRuns() {
        return plan.runs().subList(0, plan.networks().size());
    }

    private Path last(Run run) {
        return run.folder(plan.output()).resolve(TrainingPlan.LAST);
    }

    private List<ReadSlice> read(Run run) throws IOException {
        List<SliceSource> sources = slices.stream().map(SliceSource::of).toList();
        List<ReadSlice> read = new ArrayList<>();
        for (SliceResult<ReadSlice> slice : new SliceReader(run.network(), true).read(sources)) {
            read.add(slice.orElseThrow());
        }
        return read;
    }

    /** Draws the slices, and what each network sees in them. */
    List<Example> draw() throws IOException {
        List<List<Example.Answer>> answers =
                slices.stream().<List<Example.Answer>>map(s -> new ArrayList<>()).toList();
        List<ReadSlice> read = List.of();
        for (Run run : firstRuns()) {
            read = read(run);
            List<Explanation> explanations = explain(run, read);
            for (int i = 0; i < slices.size(); i++) {
                answers.get(i).add(answer(run, slices.get(i), read.get(i), explanations.get(i)));
            }
        }
        List<ReadSlice> seen = read;
        return IntStream.range(0, slices.size())
                .mapToObj(
                        i ->
                                new Example(
                                        slices.get(i).name(),
                                        slices.get(i).label(),
                                        Overlay.slicePng(seen.get(i).image(), SIDE),
                                        answers.get(i)))
                .toList();
    }

    private List<Explanation> explain(Run run, List<ReadSlice> read) throws IOException {
        try (CtModel model = ModelFolder.load(last(run), plan.device())) {
            return ClassActivationMap.explain(model, read, CamTarget.PREDICTION.by(plan.method()));
        }
    }

    private static Example.Answer answer(
            Run run, Slice slice, ReadSlice read, Explanation explanation) {
        String prediction = explanation.prediction();
        return new Example.Answer(
                run.network().name(),
                prediction,
                explanation.probability(prediction),
                prediction.equals(slice.label()),
                Overlay.blendedPng(read.image(), explanation.heatMap(), SIDE),
                explanation.heatMap().empty(),
                explanation.gates().stream().map(Gate::toPng).toList());
    }
}
