package io.ctattention.server.model;

import io.ctattention.explanation.CamMethod;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A way to compute heat maps.
 *
 * @param id its name in requests
 * @param title the name that its authors gave it
 * @param text what it does, in a sentence
 * @param dependsOnClass whether its maps differ between classes
 */
@Schema(requiredProperties = {"id", "title", "text", "dependsOnClass"})
public record MethodAnswer(String id, String title, String text, boolean dependsOnClass) {

    static MethodAnswer of(CamMethod method) {
        return new MethodAnswer(
                method.id(), method.title(), method.text(), method.dependsOnClass());
    }
}
