/** What {@code benchmarks/gpu.sh} measures beyond the other programs, and how it is reported. */
package io.ctattention.benchmark.gpu;
