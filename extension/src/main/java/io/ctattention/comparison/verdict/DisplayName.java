package io.ctattention.comparison.verdict;

import io.ctattention.evaluation.Metric;
import java.util.Locale;

/** Metrics as prose writes them. */
public final class DisplayName {

    private DisplayName() {}

    /**
     * Returns a metric's name in a sentence, with the positive class where it is about one.
     *
     * @param metric which
     * @param positiveClass the positive class
     * @return the name, such as {@code F1 (COVID)} or {@code macro-F1}
     */
    public static String ofMetric(Metric metric, String positiveClass) {
        return switch (metric) {
            case F1 -> String.format(Locale.ROOT, "F1 (%s)", positiveClass);
            case AUROC -> String.format(Locale.ROOT, "AUROC (%s)", positiveClass);
            case AVERAGE_PRECISION ->
                    String.format(Locale.ROOT, "average precision (%s)", positiveClass);
            case MACRO_F1 -> "macro-F1";
            case MCC -> "MCC";
            case BRIER -> "the Brier score";
            case ECE -> "ECE";
            case LOSS -> "log loss";
            case ACCURACY -> metric.id();
            case BALANCED_ACCURACY -> "balanced accuracy";
        };
    }
}
