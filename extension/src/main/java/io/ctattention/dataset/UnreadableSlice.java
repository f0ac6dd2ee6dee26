package io.ctattention.dataset;

/**
 * A slice whose file is not a readable image.
 *
 * @param name the slice
 * @param fault what is wrong with the file
 */
public record UnreadableSlice(String name, String fault) {}
