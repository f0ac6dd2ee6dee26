/**
 * Compares networks that were trained in pairs, and says what the difference is worth: the
 * experiment ({@link io.ctattention.comparison.Comparison}) and its report as text, JSON and CSV.
 * The page is written by the artifact {@code ct-attention-report}.
 *
 * <p>API for users: {@link io.ctattention.comparison.Comparison}, its plan, listener and report.
 */
package io.ctattention.comparison;
