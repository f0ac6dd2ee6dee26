/**
 * The loop of {@link io.ctattention.training.Training}, checkpoints that resume (on the CPU bit for
 * bit), and the history of a run.
 *
 * <p>API for users: {@link io.ctattention.training.Training}, its plan, listener, result and
 * history.
 */
package io.ctattention.training;
