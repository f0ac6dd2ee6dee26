package io.ctattention.evaluation;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The ratios of one class against all others. */
enum ClassMetric {
    F1(ClassCounts::f1, "no slice of class %s, true or predicted"),
    PRECISION(ClassCounts::precision, "no slice was predicted as %s"),
    RECALL(ClassCounts::recall, "no slice of class %s"),
    SPECIFICITY(ClassCounts::specificity, "every slice is of class %s");

    private final Function<ClassCounts, OptionalDouble> formula;
    private final String undefined;

    ClassMetric(Function<ClassCounts, OptionalDouble> formula, String undefined) {
        this.formula = formula;
        this.undefined = undefined;
    }

    OptionalDouble value(ClassCounts counts) {
        return formula.apply(counts);
    }

    /** Why the value is empty, when it is. */
    String undefined(String className) {
        return String.format(Locale.ROOT, undefined, className);
    }
}
