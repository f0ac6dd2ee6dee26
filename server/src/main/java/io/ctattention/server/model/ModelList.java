package io.ctattention.server.model;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * All models.
 *
 * @param models what they are, by name
 * @param methods how any of them can be explained
 */
@Schema(requiredProperties = {"models", "methods"})
public record ModelList(List<ModelAnswer> models, List<MethodAnswer> methods) {}
