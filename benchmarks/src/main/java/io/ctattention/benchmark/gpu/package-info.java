/**
 * What {@code benchmarks/gpu.sh} measures beyond the other programs, and how it is reported.
 *
 * <p>Internal to measurements.
 */
package io.ctattention.benchmark.gpu;
