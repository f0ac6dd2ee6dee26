package io.ctattention.evaluation;

import io.ctattention.evaluation.curve.Calibration;
import io.ctattention.file.Choice;
import java.util.List;
import java.util.Locale;

/**
 * What early stopping and the choice of the best epoch can follow. {@link #F1}, {@link #AUROC} and
 * {@link #AVERAGE_PRECISION} are about the positive class, against all others.
 */
public enum Metric {
    /**
     * Log loss, also known as cross-entropy: mean of -ln p(label) in nats, p clipped at 2^-52 as in
     * scikit-learn, so in [0, 36.05]. Lower is better.
     */
    LOSS("loss", false),
    /** F1 of the positive class, in [0, 1]. */
    F1("f1", true),
    /** Unweighted mean of the classes' F1, in [0, 1]. */
    MACRO_F1("macroF1", true),
    /** Share of right predictions, in [0, 1]. */
    ACCURACY("accuracy", true),
    /**
     * Chance that a slice of the positive class is given a higher probability of it than another
     * slice, ties counting half, in [0, 1].
     */
    AUROC("auroc", true),
    /** Area below the stepwise precision-recall curve of the positive class, in [0, 1]. */
    AVERAGE_PRECISION("averagePrecision", true),
    /** Matthews' correlation coefficient, in [-1, 1]: {@link ConfusionMatrix#mcc()}. */
    MCC("mcc", true),
    /**
     * Brier score. Two classes: mean of (p - y)^2 of the positive class, in [0, 1]. More classes:
     * mean of the sum over classes of (p_k - y_k)^2, in [0, 2], where the positive class plays no
     * part. These are the conventions of scikit-learn. Lower is better.
     */
    BRIER("brier", false),
    /**
     * Expected calibration error in [0, 1], equation 3 of Guo et al. (2017), over 15 equal-width
     * bins ((m-1)/15, m/15] of the confidence, which is the probability of the most probable class,
     * whatever the threshold. Lower is better.
     */
    ECE("ece", false),
    /** Unweighted mean of the recall of the classes that occur, in [0, 1]. */
    BALANCED_ACCURACY("balancedAccuracy", true);

    private final String id;
    private final boolean higherIsBetter;

    Metric(String id, boolean higherIsBetter) {
        this.id = id;
        this.higherIsBetter = higherIsBetter;
    }

    /**
     * Returns the metric's name in recipes, reports and JSON.
     *
     * @return the id, such as {@code macroF1}
     */
    public String id() {
        return id;
    }

    /**
     * Returns the direction.
     *
     * @return whether a greater value is a better one
     */
    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /**
     * Returns what the metric can be at most and at least.
     *
     * @param classes how many there are, at least 2
     * @return both ends; an interval that goes beyond them says nothing more
     */
    public Interval range(int classes) {
        return switch (this) {
            case LOSS -> new Interval(0, Calibration.GREATEST_LOSS);
            case MCC -> new Interval(-1, 1);
            case BRIER -> new Interval(0, classes == 2 ? 1 : 2);
            default -> Interval.SHARE;
        };
    }

    /**
     * Compares two values. NaN stands for an undefined value, which is worse than any other.
     *
     * @param candidate the new value
     * @param best the best so far
     * @return whether the candidate is strictly better
     */
    public boolean better(double candidate, double best) {
        if (Double.isNaN(candidate)) {
            return false;
        }
        return Double.isNaN(best) || (higherIsBetter ? candidate > best : candidate < best);
    }

    /**
     * Finds a metric by its id; case, hyphens and underscores do not matter.
     *
     * @param id such as {@code macroF1}, {@code macro-f1} or {@code MACRO_F1}
     * @return the metric
     * @throws IllegalArgumentException if there is none; the message lists the ids
     */
    public static Metric parse(String id) {
        return Choice.of("metric", id, List.of(values()), Metric::id);
    }

    /** Why a {@link Scores} may lack this metric. */
    String undefined(String positiveClass) {
        return switch (this) {
            case F1 -> ClassMetric.F1.undefined(positiveClass);
            case AUROC ->
                    String.format(
                            Locale.ROOT, "needs slices of %s and of another class", positiveClass);
            case AVERAGE_PRECISION -> "no slice of class " + positiveClass;
            case MCC -> "the slices or the predictions are all of one class";
            case LOSS, MACRO_F1, ACCURACY, BRIER, ECE, BALANCED_ACCURACY -> "no slices";
        };
    }
}
