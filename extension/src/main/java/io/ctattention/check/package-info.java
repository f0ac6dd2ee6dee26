/**
 * Proves or refutes a device: {@link io.ctattention.check.DeviceCheck} computes on it what is known
 * in advance, trains, explains, repeats, resumes and runs out of memory, and says what came out
 * wrong. It knows networks, training, evaluation and explanation; none of them knows it.
 *
 * <p>API for users: {@link io.ctattention.check.DeviceCheck} and its report.
 */
package io.ctattention.check;
