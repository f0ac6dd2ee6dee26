/**
 * Checks a device: {@link io.ctattention.check.DeviceCheck} computes on it what is known in
 * advance, trains, explains, repeats, resumes and runs out of memory, and reports what is wrong. It
 * depends on networks, training, evaluation and explanation; none of them depends on it.
 *
 * <p>API for users: {@link io.ctattention.check.DeviceCheck} and its report.
 */
package io.ctattention.check;
