package io.ctattention.server;

import java.util.List;

/**
 * All models.
 *
 * @param models what they are, by name
 */
public record ModelList(List<ModelAnswer> models) {}
