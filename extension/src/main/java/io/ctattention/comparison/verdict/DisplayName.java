package io.ctattention.comparison.verdict;

import io.ctattention.evaluation.Metric;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Networks and metrics as prose writes them. */
public final class DisplayName {

    private static final Map<String, String> NETWORKS =
            Map.of(
                    "baseline", "the baseline",
                    "cbam", "CBAM",
                    "se", "SE",
                    "srm", "SRM",
                    "gc", "GC",
                    "nonlocal", "non-local attention",
                    "crisscross", "criss-cross attention",
                    "residual", "residual attention",
                    "residualattention", "residual attention");

    private DisplayName() {}

    /**
     * Returns a network's name in a sentence.
     *
     * @param name as in cards, such as {@code cbam} or {@code se+cbam}
     * @return the name, such as {@code CBAM} or {@code SE + CBAM}; an unknown word stays itself
     */
    public static String ofNetwork(String name) {
        return Arrays.stream(name.split("\\+"))
                .map(word -> NETWORKS.getOrDefault(plain(word), word))
                .collect(Collectors.joining(" + "));
    }

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
            case ACCURACY -> metric.word();
            case BALANCED_ACCURACY -> "balanced accuracy";
        };
    }

    private static String plain(String word) {
        return word.strip().replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }
}
