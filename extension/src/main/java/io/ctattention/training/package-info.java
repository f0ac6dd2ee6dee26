/**
 * Training: a {@link io.ctattention.training.TrainingRecipe}, the loop of {@link
 * io.ctattention.training.Training}, checkpoints that resume bit for bit, and the history of a run.
 */
package io.ctattention.training;
