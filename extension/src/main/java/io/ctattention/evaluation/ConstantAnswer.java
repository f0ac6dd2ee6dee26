package io.ctattention.evaluation;

/**
 * The scores of a classifier that always gives the same class. A network that does not beat all of
 * these is no better than a constant answer.
 *
 * @param accuracy the share of slices of that class, in [0, 1]
 * @param f1 F1 of that class, in [0, 1]
 * @param macroF1 mean F1 over the classes, in [0, 1]
 * @param balancedAccuracy mean recall over the K classes that occur, which is 1/K where this one
 *     does
 */
public record ConstantAnswer(double accuracy, double f1, double macroF1, double balancedAccuracy) {

    static ConstantAnswer of(ConfusionMatrix truth, int answer) {
        ConfusionMatrix constant = truth.answeringAlways(answer);
        return new ConstantAnswer(
                constant.accuracy().orElseThrow(),
                constant.of(answer).f1().orElseThrow(),
                constant.macroF1().orElseThrow(),
                constant.balancedAccuracy().orElseThrow());
    }
}
