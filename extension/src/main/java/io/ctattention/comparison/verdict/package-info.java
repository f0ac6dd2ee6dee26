/**
 * What a difference is worth in one sentence, and how its figures and names are written.
 *
 * <p>Internal, but for what a report holds: the verdict.
 */
package io.ctattention.comparison.verdict;
