package io.ctattention.evaluation;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** A report as JSON, built field by field, so that a native image needs no reflection for it. */
final class ReportJson {

    private static final Gson GSON =
            new GsonBuilder().serializeNulls().setPrettyPrinting().disableHtmlEscaping().create();

    private ReportJson() {}

    static String of(EvaluationReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("slices", report.slices());
        json.addProperty("slicesWithoutPatient", report.slicesWithoutPatient());
        json.addProperty("positiveClass", report.positiveClass());
        json.addProperty("threshold", report.threshold());
        json.add("confusionMatrix", matrix(report.confusionMatrix()));
        JsonObject metrics = new JsonObject();
        report.metrics().forEach((metric, e) -> metrics.add(metric.id(), estimate(e)));
        json.add("metrics", metrics);
        JsonObject perClass = new JsonObject();
        report.perClass().forEach((name, e) -> perClass.add(name, classEstimates(e)));
        json.add("perClass", perClass);
        JsonObject constant = new JsonObject();
        report.constantBaseline().forEach((name, c) -> constant.add(name, constantAnswer(c)));
        json.add("constantBaseline", constant);
        json.addProperty("constantAnswer", report.constantAnswer().orElse(null));
        json.addProperty("fingerprint", report.fingerprint());
        json.add("classes", GSON.toJsonTree(report.classes()));
        json.add("intervals", intervals(report));
        json.addProperty("phantom", report.phantom());
        json.add("notes", GSON.toJsonTree(report.notes()));
        json.add("errors", errors(report));
        return GSON.toJson(json);
    }

    private static JsonObject matrix(ConfusionMatrix matrix) {
        JsonObject json = new JsonObject();
        json.add("classes", GSON.toJsonTree(matrix.classes()));
        json.add("counts", GSON.toJsonTree(matrix.counts()));
        return json;
    }

    private static JsonObject estimate(Estimate estimate) {
        JsonObject json = new JsonObject();
        json.addProperty("value", estimate.value());
        json.addProperty("low", estimate.low());
        json.addProperty("high", estimate.high());
        if (estimate.reason() != null) {
            json.addProperty("reason", estimate.reason());
        }
        if (estimate.method() != null) {
            json.addProperty("method", estimate.method());
        }
        return json;
    }

    private static JsonObject classEstimates(ClassEstimates estimates) {
        JsonObject json = new JsonObject();
        estimates.byWord().forEach((word, e) -> json.add(word, estimate(e)));
        json.addProperty("support", estimates.support());
        return json;
    }

    private static JsonObject constantAnswer(ConstantAnswer answer) {
        JsonObject json = new JsonObject();
        json.addProperty("accuracy", answer.accuracy());
        json.addProperty("f1", answer.f1());
        json.addProperty("macroF1", answer.macroF1());
        json.addProperty("balancedAccuracy", answer.balancedAccuracy());
        return json;
    }

    private static JsonObject intervals(EvaluationReport report) {
        Intervals intervals = report.intervals();
        JsonObject json = new JsonObject();
        json.addProperty("method", intervals.method());
        json.addProperty("level", intervals.level());
        json.addProperty("resamples", intervals.resamples());
        json.addProperty("unit", intervals.unit());
        json.addProperty("units", intervals.units());
        json.addProperty("seed", intervals.seed());
        json.add("definedResamples", definedResamples(report));
        return json;
    }

    private static JsonObject definedResamples(EvaluationReport report) {
        JsonObject json = new JsonObject();
        JsonObject metrics = new JsonObject();
        report.metrics().forEach((metric, e) -> metrics.addProperty(metric.id(), e.resamples()));
        json.add("metrics", metrics);
        JsonObject perClass = new JsonObject();
        report.perClass()
                .forEach(
                        (name, estimates) -> {
                            JsonObject ratios = new JsonObject();
                            estimates
                                    .byWord()
                                    .forEach((word, e) -> ratios.addProperty(word, e.resamples()));
                            perClass.add(name, ratios);
                        });
        json.add("perClass", perClass);
        return json;
    }

    private static JsonArray errors(EvaluationReport report) {
        JsonArray json = new JsonArray();
        for (SliceError error : report.errors()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("file", error.file());
            entry.addProperty("error", error.error());
            json.add(entry);
        }
        return json;
    }
}
