/** Times our library beside a plain DJL loop and other programs; started by benchmarks/run.sh. */
package io.ctattention.benchmark;
