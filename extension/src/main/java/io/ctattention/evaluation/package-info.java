/**
 * Measures a classifier of slices.
 *
 * <p>{@link io.ctattention.evaluation.F1Score} works inside a DJL {@code Trainer}; {@link
 * io.ctattention.evaluation.Scores} gives point values, cheap enough for every epoch; {@link
 * io.ctattention.evaluation.EvaluationReport} adds bootstrap intervals, what a constant answer
 * scores, and the text, JSON and CSV forms. All three count with {@link
 * io.ctattention.evaluation.ClassCounts}.
 *
 * <p>A value that the data do not define (the recall of a class with no slice) is absent, with a
 * reason, and never 0.
 *
 * <p>API for users.
 */
package io.ctattention.evaluation;
