package io.ctattention.evaluation;

import io.ctattention.file.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A report's fields in JSON. */
record ReportJson(
        int slices,
        int slicesWithoutPatient,
        String positiveClass,
        double threshold,
        ConfusionMatrix confusionMatrix,
        Map<String, Map<String, Object>> metrics,
        Map<String, Map<String, Object>> perClass,
        Map<String, ConstantAnswer> constantBaseline,
        String constantAnswer,
        String fingerprint,
        List<String> classes,
        Bounds intervals,
        boolean phantom,
        List<String> notes,
        List<SliceError> errors) {

    private record Bounds(
            String method,
            double level,
            int resamples,
            String unit,
            int units,
            long seed,
            Defined definedResamples) {}

    private record Defined(
            Map<String, Integer> metrics, Map<String, Map<String, Integer>> perClass) {}

    static String of(EvaluationReport report) {
        return Json.WITH_NULLS.toJson(
                new ReportJson(
                        report.slices(),
                        report.slicesWithoutPatient(),
                        report.positiveClass(),
                        report.threshold(),
                        report.confusionMatrix(),
                        Json.fields(report.metrics(), Metric::id, ReportJson::estimate),
                        Json.fields(report.perClass(), name -> name, ReportJson::ofClass),
                        report.constantBaseline(),
                        report.constantAnswer().orElse(null),
                        report.fingerprint(),
                        report.classes(),
                        bounds(report),
                        report.phantom(),
                        report.notes(),
                        report.errors()));
    }

    /** Null is written only where a number is undefined. */
    private static Map<String, Object> estimate(Estimate estimate) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("value", estimate.value());
        fields.put("low", estimate.low());
        fields.put("high", estimate.high());
        if (estimate.reason() != null) {
            fields.put("reason", estimate.reason());
        }
        if (estimate.method() != null) {
            fields.put("method", estimate.method());
        }
        return fields;
    }

    private static Map<String, Object> ofClass(ClassEstimates estimates) {
        Map<String, Object> fields =
                Json.fields(estimates.byWord(), Function.identity(), ReportJson::estimate);
        fields.put("support", estimates.support());
        return fields;
    }

    private static Bounds bounds(EvaluationReport report) {
        Intervals intervals = report.intervals();
        return new Bounds(
                intervals.method(),
                intervals.level(),
                intervals.resamples(),
                intervals.unit(),
                intervals.units(),
                intervals.seed(),
                new Defined(
                        Json.fields(report.metrics(), Metric::id, Estimate::resamples),
                        Json.fields(
                                report.perClass(),
                                name -> name,
                                e -> Json.fields(e.byWord(), w -> w, Estimate::resamples))));
    }
}
