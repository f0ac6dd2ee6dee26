/**
 * Draws trainings and comparisons: {@link io.ctattention.report.HistoryPlot} the learning curves,
 * {@link io.ctattention.report.ComparisonPage} the page of a comparison. Both are found as services
 * where this artifact is on the class path. The rest is not for users.
 */
package io.ctattention.report;
