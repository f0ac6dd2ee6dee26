package io.ctattention.evaluation;

/**
 * A slice that could not be measured and is in no number of the report.
 *
 * @param file its name in the data set
 * @param error what was wrong with it
 */
public record SliceError(String file, String error) {}
