package io.ctattention.comparison;

/**
 * What a report says of where it comes from.
 *
 * @param data where the slices are, as the caller names it
 * @param command the command that makes the report, or null
 */
public record Provenance(String data, String command) {}
