package io.ctattention.comparison;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.ctattention.comparison.statistics.PairedDifference;
import io.ctattention.comparison.statistics.PatientDifference;
import io.ctattention.comparison.statistics.RepeatSummary;
import io.ctattention.comparison.statistics.SampleSize;
import io.ctattention.evaluation.Interval;
import io.ctattention.evaluation.Metric;
import io.ctattention.explanation.SanityCheck;
import io.ctattention.training.RecipeCard;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A comparison as JSON, built field by field, so that a native image needs no reflection for it.
 */
final class ComparisonJson {

    private static final Gson GSON =
            new GsonBuilder()
                    .serializeNulls()
                    .serializeSpecialFloatingPointValues()
                    .setPrettyPrinting()
                    .disableHtmlEscaping()
                    .create();

    private ComparisonJson() {}

    static String of(ComparisonReport report) {
        JsonObject json = new JsonObject();
        json.add("setup", setup(report.setup()));
        json.add("leak", leakage(report.leakage()));
        JsonArray verdicts = new JsonArray();
        report.effects().forEach(effect -> verdicts.add(effect.verdict().sentence()));
        json.add("verdicts", verdicts);
        json.add("networks", array(report.networks(), n -> network(report.setup(), n)));
        json.add("effects", array(report.effects(), ComparisonJson::effect));
        JsonObject constant = new JsonObject();
        report.constantBaseline()
                .forEach(
                        (name, answer) -> {
                            JsonObject scores = new JsonObject();
                            scores.addProperty("accuracy", answer.accuracy());
                            scores.addProperty("f1", answer.f1());
                            scores.addProperty("macroF1", answer.macroF1());
                            scores.addProperty("balancedAccuracy", answer.balancedAccuracy());
                            constant.add(name, scores);
                        });
        json.add("constantBaseline", constant);
        JsonObject sanity = new JsonObject();
        report.networks().stream()
                .filter(n -> report.sanity().containsKey(n.name()))
                .forEach(n -> sanity.add(n.name(), sanity(n, report.sanity().get(n.name()))));
        json.add("sanity", sanity);
        json.add("audit", JsonParser.parseString(report.audit().toJson()));
        return GSON.toJson(json);
    }

    private static <T> JsonArray array(Iterable<T> values, Function<T, JsonElement> element) {
        JsonArray array = new JsonArray();
        values.forEach(value -> array.add(element.apply(value)));
        return array;
    }

    private static <K, V> JsonObject object(
            Map<K, V> map, Function<K, String> name, Function<V, JsonElement> value) {
        JsonObject object = new JsonObject();
        map.forEach((k, v) -> object.add(name.apply(k), value.apply(v)));
        return object;
    }

    private static JsonObject setup(ComparisonSetup setup) {
        JsonObject json = new JsonObject();
        json.addProperty("data", setup.data());
        json.addProperty("fingerprint", setup.fingerprint());
        json.addProperty("phantom", setup.phantom());
        json.add("counts", object(setup.counts(), name -> name, JsonPrimitive::new));
        json.add("classes", GSON.toJsonTree(setup.classes()));
        json.addProperty("positiveClass", setup.positiveClass());
        json.addProperty("protocol", setup.protocol());
        json.addProperty("repeat", setup.repeat().id());
        json.add("numbers", GSON.toJsonTree(setup.numbers()));
        json.add("recipe", GSON.toJsonTree(RecipeCard.of(setup.recipe())));
        json.addProperty("method", setup.method().id());
        json.add("milestones", GSON.toJsonTree(setup.milestones()));
        JsonObject lastEpochs = new JsonObject();
        lastEpochs.addProperty("least", setup.lastEpochs().least());
        lastEpochs.addProperty("greatest", setup.lastEpochs().greatest());
        json.add("lastEpochs", lastEpochs);
        json.addProperty("trainSlices", setup.trainSlices());
        json.addProperty("validationSlices", setup.validationSlices());
        json.addProperty("device", setup.device());
        json.addProperty("threads", setup.threads());
        json.add("versions", object(setup.versions(), name -> name, JsonPrimitive::new));
        json.addProperty("command", setup.command());
        return json;
    }

    private static JsonObject sanity(NetworkResult network, SanityCheck check) {
        JsonObject json = new JsonObject();
        JsonObject stages = new JsonObject();
        check.stages().forEach(s -> stages.addProperty(s.layer(), orNull(s.correlation())));
        double last = check.stages().get(check.stages().size() - 1).correlation();
        boolean untold = Double.isNaN(last) || Sentences.isConstant(network);
        json.addProperty("passed", untold ? null : Boolean.valueOf(check.passed()));
        json.add("correlations", stages);
        return json;
    }

    /** JSON knows no NaN. */
    private static Double orNull(double value) {
        return Double.isNaN(value) ? null : Double.valueOf(value);
    }

    private static JsonObject leakage(PatientLeakage leakage) {
        JsonObject json = new JsonObject();
        json.addProperty("leaks", leakage.leaks());
        json.addProperty("patientsKnown", leakage.patientsKnown());
        json.addProperty("slicesWithoutPatient", leakage.slicesWithoutPatient());
        json.addProperty("slices", leakage.slices());
        json.addProperty("least", leakage.least());
        json.addProperty("mean", leakage.mean());
        json.addProperty("greatest", leakage.greatest());
        return json;
    }

    private static JsonObject network(ComparisonSetup setup, NetworkResult network) {
        JsonObject json = new JsonObject();
        json.addProperty("name", network.name());
        json.addProperty("parameters", network.parameters());
        json.add("secondsPerEpoch", summary(network.secondsPerEpoch()));
        json.add(
                "f1AtEpoch", object(network.f1AtEpoch(), String::valueOf, ComparisonJson::summary));
        JsonObject paper = new JsonObject();
        for (int epoch : setup.milestones()) {
            OptionalDouble printed = PaperTable.f1(network.name(), epoch);
            printed.ifPresent(value -> paper.addProperty(String.valueOf(epoch), value));
        }
        json.add("paperF1AtEpoch", paper);
        json.add("f1ByClass", object(network.f1ByClass(), n -> n, ComparisonJson::summary));
        json.add("metrics", object(network.metrics(), Metric::id, ComparisonJson::summary));
        json.add("confusionMatrix", GSON.toJsonTree(network.confusionMatrix().counts()));
        json.add("looks", object(network.focus(), FocusMeasure::id, ComparisonJson::summary));
        json.add("cells", array(network.runs(), ComparisonJson::run));
        return json;
    }

    private static JsonObject run(RunResult run) {
        JsonObject json = new JsonObject();
        json.addProperty("name", run.run().name());
        json.addProperty("number", run.run().number());
        json.addProperty("epochs", run.history().epochs().size());
        json.addProperty("leakedShare", run.overlap().share());
        json.addProperty("constantAnswer", run.report().constantAnswer().orElse(null));
        json.add(
                "metrics",
                object(
                        run.report().metrics(),
                        Metric::id,
                        estimate -> GSON.toJsonTree(estimate.value())));
        return json;
    }

    private static JsonObject summary(RepeatSummary summary) {
        JsonObject json = new JsonObject();
        json.addProperty("mean", summary.mean());
        json.addProperty("standardDeviation", summary.standardDeviation());
        json.add("interval", interval(summary.interval()));
        json.add("values", GSON.toJsonTree(summary.values()));
        return json;
    }

    private static JsonObject effect(AttentionEffect effect) {
        JsonObject json = new JsonObject();
        json.addProperty("network", effect.network());
        json.addProperty("reference", effect.reference());
        json.addProperty("answer", effect.verdict().answer().words());
        json.addProperty("holdsForOthers", effect.verdict().holdsForOthers());
        json.addProperty("verdict", effect.verdict().sentence());
        json.addProperty("comparisons", effect.f1().comparisons());
        json.add(
                "f1AtEpoch",
                object(effect.f1AtEpoch(), String::valueOf, ComparisonJson::difference));
        json.add("f1ByClass", object(effect.f1ByClass(), n -> n, ComparisonJson::difference));
        json.add("metrics", object(effect.metrics(), Metric::id, ComparisonJson::difference));
        json.add("looks", object(effect.focus(), FocusMeasure::id, ComparisonJson::difference));
        json.add(
                "otherPatients",
                object(effect.otherPatients(), Metric::id, ComparisonJson::patients));
        JsonObject mcNemar = new JsonObject();
        mcNemar.addProperty("predictions", effect.mcNemar().predictions());
        mcNemar.addProperty("onlyReferenceRight", effect.mcNemar().onlyReferenceRight());
        mcNemar.addProperty("onlyAttentionRight", effect.mcNemar().onlyAttentionRight());
        mcNemar.addProperty("pValue", effect.mcNemar().pValue());
        json.add("mcNemar", mcNemar);
        return json;
    }

    private static JsonObject difference(PairedDifference difference) {
        JsonObject json = new JsonObject();
        json.addProperty("mean", difference.mean());
        json.addProperty("standardDeviation", difference.standardDeviation());
        json.add("interval", interval(difference.interval()));
        json.add("bootstrap", interval(difference.bootstrap()));
        json.addProperty("tPValue", difference.tPValue());
        json.addProperty("holmTPValue", difference.holmTPValue());
        json.addProperty("pValue", difference.pValue());
        json.addProperty("holmPValue", difference.holmPValue());
        json.addProperty("leastPValue", difference.leastPValue());
        json.addProperty("seedsNeeded", difference.seedsNeeded());
        json.addProperty("seedsMissing", difference.seedsMissing());
        json.add("seedsNeededInterval", seeds(difference.seeds()));
        json.add("values", GSON.toJsonTree(difference.values()));
        return json;
    }

    /** An end that no number reaches is null. */
    private static JsonElement seeds(SampleSize seeds) {
        if (seeds == null) {
            return JsonNull.INSTANCE;
        }
        JsonObject json = new JsonObject();
        json.addProperty("low", seeds.least());
        json.addProperty("high", seeds.most() == SampleSize.MOST ? null : seeds.most());
        return json;
    }

    private static JsonObject patients(PatientDifference difference) {
        JsonObject json = new JsonObject();
        json.addProperty("mean", difference.mean());
        json.add("interval", interval(difference.interval()));
        json.addProperty("unit", difference.unit());
        json.addProperty("units", difference.units());
        json.addProperty("resamples", difference.resamples());
        json.addProperty("seed", difference.seed());
        return json;
    }

    private static JsonElement interval(Interval interval) {
        if (interval == null) {
            return JsonNull.INSTANCE;
        }
        JsonObject json = new JsonObject();
        json.addProperty("low", interval.low());
        json.addProperty("high", interval.high());
        return json;
    }
}
