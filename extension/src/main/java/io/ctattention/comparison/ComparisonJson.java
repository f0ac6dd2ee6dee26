package io.ctattention.comparison;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonSerializer;
import io.ctattention.comparison.statistics.McNemar;
import io.ctattention.comparison.statistics.PairedDifference;
import io.ctattention.comparison.statistics.PatientDifference;
import io.ctattention.comparison.statistics.Repeat;
import io.ctattention.comparison.statistics.RepeatSummary;
import io.ctattention.comparison.statistics.SampleSize;
import io.ctattention.evaluation.ConstantAnswer;
import io.ctattention.evaluation.Estimate;
import io.ctattention.evaluation.Interval;
import io.ctattention.evaluation.Metric;
import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.SanityCheck;
import io.ctattention.file.Json;
import io.ctattention.training.RecipeCard;
import io.ctattention.training.recipe.TrainingRecipe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The fields of {@code comparison.json}. */
record ComparisonJson(
        ComparisonSetup setup,
        Leak leak,
        List<String> verdicts,
        List<Network> networks,
        List<Effect> effects,
        Map<String, ConstantAnswer> constantBaseline,
        Map<String, Sanity> sanity,
        JsonElement audit) {

    private static final Gson GSON =
            Json.WITH_NULLS
                    .newBuilder()
                    .serializeSpecialFloatingPointValues()
                    .registerTypeAdapter(Repeat.class, written((Repeat repeat) -> repeat.id()))
                    .registerTypeAdapter(CamMethod.class, written(CamMethod::id))
                    .registerTypeAdapter(TrainingRecipe.class, written(RecipeCard::of))
                    .create();

    private static <T> JsonSerializer<T> written(Function<T, Object> form) {
        return (value, type, context) -> context.serialize(form.apply(value));
    }

    static String of(ComparisonReport report) {
        Map<String, Sanity> sanity = new LinkedHashMap<>();
        report.networks().stream()
                .filter(n -> report.sanity().containsKey(n.name()))
                .forEach(n -> sanity.put(n.name(), Sanity.of(n, report.sanity().get(n.name()))));
        return GSON.toJson(
                new ComparisonJson(
                        report.setup(),
                        Leak.of(report.leakage()),
                        report.effects().stream().map(e -> e.verdict().sentence()).toList(),
                        report.networks().stream().map(n -> Network.of(report.setup(), n)).toList(),
                        report.effects().stream().map(Effect::of).toList(),
                        report.constantBaseline(),
                        sanity,
                        Json.INDENTED.toJsonTree(report.audit())));
    }

    private record Leak(
            boolean leaks,
            boolean patientsKnown,
            int slicesWithoutPatient,
            int slices,
            double least,
            double mean,
            double greatest) {

        static Leak of(PatientLeakage leakage) {
            return new Leak(
                    leakage.leaks(),
                    leakage.patientsKnown(),
                    leakage.slicesWithoutPatient(),
                    leakage.slices(),
                    leakage.least(),
                    leakage.mean(),
                    leakage.greatest());
        }
    }

    private record Network(
            String name,
            long parameters,
            RepeatSummary secondsPerEpoch,
            Map<String, RepeatSummary> f1AtEpoch,
            Map<String, Double> paperF1AtEpoch,
            Map<String, RepeatSummary> f1ByClass,
            Map<String, RepeatSummary> metrics,
            long[][] confusionMatrix,
            Map<String, RepeatSummary> looks,
            List<Cell> cells) {

        static Network of(ComparisonSetup setup, NetworkResult network) {
            Map<String, Double> paper = new LinkedHashMap<>();
            for (int epoch : setup.milestones()) {
                PaperTable.f1(network.name(), epoch)
                        .ifPresent(printed -> paper.put(String.valueOf(epoch), printed));
            }
            return new Network(
                    network.name(),
                    network.parameters(),
                    network.secondsPerEpoch(),
                    Json.fields(network.f1AtEpoch(), String::valueOf, s -> s),
                    paper,
                    network.f1ByClass(),
                    Json.fields(network.metrics(), Metric::id, s -> s),
                    network.confusionMatrix().counts(),
                    Json.fields(network.focus(), FocusMeasure::id, s -> s),
                    network.runs().stream().map(Cell::of).toList());
        }
    }

    private record Cell(
            String name,
            long number,
            int epochs,
            double leakedShare,
            String constantAnswer,
            Map<String, Double> metrics) {

        static Cell of(RunResult run) {
            return new Cell(
                    run.run().name(),
                    run.run().number(),
                    run.history().epochs().size(),
                    run.overlap().share(),
                    run.report().constantAnswer().orElse(null),
                    Json.fields(run.report().metrics(), Metric::id, Estimate::value));
        }
    }

    private record Effect(
            String network,
            String reference,
            String answer,
            boolean holdsForOthers,
            String verdict,
            int comparisons,
            Map<String, Difference> f1AtEpoch,
            Map<String, Difference> f1ByClass,
            Map<String, Difference> metrics,
            Map<String, Difference> looks,
            Map<String, PatientDifference> otherPatients,
            McNemar mcNemar) {

        static Effect of(AttentionEffect effect) {
            return new Effect(
                    effect.network(),
                    effect.reference(),
                    effect.verdict().answer().words(),
                    effect.verdict().holdsForOthers(),
                    effect.verdict().sentence(),
                    effect.f1().comparisons(),
                    Json.fields(effect.f1AtEpoch(), String::valueOf, Difference::of),
                    Json.fields(effect.f1ByClass(), n -> n, Difference::of),
                    Json.fields(effect.metrics(), Metric::id, Difference::of),
                    Json.fields(effect.focus(), FocusMeasure::id, Difference::of),
                    Json.fields(effect.otherPatients(), Metric::id, d -> d),
                    effect.mcNemar());
        }
    }

    private record Difference(
            Double mean,
            Double standardDeviation,
            Interval interval,
            Interval bootstrap,
            Double tPValue,
            Double holmTPValue,
            Double pValue,
            Double holmPValue,
            Double leastPValue,
            Integer seedsNeeded,
            Integer seedsMissing,
            Seeds seedsNeededInterval,
            List<Double> values) {

        static Difference of(PairedDifference difference) {
            return new Difference(
                    difference.mean(),
                    difference.standardDeviation(),
                    difference.interval(),
                    difference.bootstrap(),
                    difference.tPValue(),
                    difference.holmTPValue(),
                    difference.pValue(),
                    difference.holmPValue(),
                    difference.leastPValue(),
                    difference.seedsNeeded(),
                    difference.seedsMissing(),
                    difference.seeds() == null ? null : Seeds.of(difference.seeds()),
                    difference.values());
        }
    }

    /** An end that no number reaches is null. */
    private record Seeds(int low, Integer high) {

        static Seeds of(SampleSize seeds) {
            return new Seeds(
                    seeds.least(),
                    seeds.most() == SampleSize.MOST ? null : Integer.valueOf(seeds.most()));
        }
    }

    /** What cannot be told is null. */
    private record Sanity(Boolean passed, Map<String, Double> correlations) {

        static Sanity of(NetworkResult network, SanityCheck check) {
            Map<String, Double> stages = new LinkedHashMap<>();
            check.stages().forEach(s -> stages.put(s.layer(), orNull(s.correlation())));
            double last = check.stages().get(check.stages().size() - 1).correlation();
            boolean untold = Double.isNaN(last) || ReportSentences.isConstant(network);
            return new Sanity(untold ? null : Boolean.valueOf(check.passed()), stages);
        }

        /** JSON has no NaN. */
        private static Double orNull(double value) {
            return Double.isNaN(value) ? null : Double.valueOf(value);
        }
    }
}
