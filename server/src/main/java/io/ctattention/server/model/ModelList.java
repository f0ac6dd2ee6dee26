package io.ctattention.server.model;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * All models.
 *
 * @param models what they are, by name
 */
@Schema(requiredProperties = {"models"})
public record ModelList(List<ModelAnswer> models) {}
