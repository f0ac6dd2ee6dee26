/**
 * Training: a {@link io.ctattention.training.TrainingRecipe}, the loop of {@link
 * io.ctattention.training.Training}, checkpoints that resume (on the CPU bit for bit), and the
 * history of a run.
 */
package io.ctattention.training;
