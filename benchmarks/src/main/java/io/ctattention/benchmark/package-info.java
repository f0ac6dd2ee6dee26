/**
 * Times our library beside a plain DJL loop and other programs; started by benchmarks/run.sh.
 *
 * <p>Internal to measurements.
 */
package io.ctattention.benchmark;
