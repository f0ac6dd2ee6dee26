package io.ctattention.evaluation;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The ratios of one class against all others. */
enum ClassMetric {
    F1(
            ClassCounts::f1,
            "no slice of class %s, true or predicted",
            (isOfIt, isSaidToBe) -> isOfIt || isSaidToBe),
    PRECISION(
            ClassCounts::precision,
            "no slice was predicted as %s",
            (isOfIt, isSaidToBe) -> isSaidToBe),
    RECALL(ClassCounts::recall, "no slice of class %s", (isOfIt, isSaidToBe) -> isOfIt),
    SPECIFICITY(
            ClassCounts::specificity,
            "every slice is of class %s",
            (isOfIt, isSaidToBe) -> !isOfIt);

    private final Function<ClassCounts, OptionalDouble> formula;
    private final String undefined;
    private final Among among;

    ClassMetric(Function<ClassCounts, OptionalDouble> formula, String undefined, Among among) {
        this.formula = formula;
        this.undefined = undefined;
        this.among = among;
    }

    @FunctionalInterface
    private interface Among {
        boolean test(boolean isOfIt, boolean isSaidToBe);
    }

    OptionalDouble value(ClassCounts counts) {
        return formula.apply(counts);
    }

    /** Why the value is empty, when it is. */
    String undefined(String className) {
        return String.format(Locale.ROOT, undefined, className);
    }

    /**
     * Tells which slices the ratio is about: for recall those of the class, for precision those
     * predicted as it.
     */
    boolean isAbout(boolean isOfIt, boolean isSaidToBe) {
        return among.test(isOfIt, isSaidToBe);
    }

    /**
     * Wilson's interval of the ratio over n units. F1 is no share but 2 J / (1 + J) of one: J = TP
     * / (TP + FP + FN), of the slices that are of the class or predicted as it (Hand, Christen and
     * Kirielle, "F*: an interpretable transformation of the F-measure", 2021).
     */
    Interval wilson(double value, int n) {
        if (this != F1) {
            return Interval.wilson(value, n);
        }
        Interval j = Interval.wilson(value / (2 - value), n);
        return new Interval(2 * j.low() / (1 + j.low()), 2 * j.high() / (1 + j.high()));
    }
}
