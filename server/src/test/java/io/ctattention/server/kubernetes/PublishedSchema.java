package io.ctattention.server.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Map;

/**
 * The schemas of Kubernetes 1.34, as its Java client was generated from them: they refuse unknown
 * fields, missing ones, and values of another type.
 */
final class PublishedSchema {

    private static final String MODELS = "io.kubernetes.client.openapi.models.";

    private static final Map<String, String> CLASSES =
            Map.of(
                    "v1 ServiceAccount", "V1ServiceAccount",
                    "v1 Service", "V1Service",
                    "v1 PersistentVolumeClaim", "V1PersistentVolumeClaim",
                    "apps/v1 Deployment", "V1Deployment",
                    "batch/v1 Job", "V1Job",
                    "networking.k8s.io/v1 NetworkPolicy", "V1NetworkPolicy",
                    "policy/v1 PodDisruptionBudget", "V1PodDisruptionBudget",
                    "autoscaling/v2 HorizontalPodAutoscaler", "V2HorizontalPodAutoscaler");

    private PublishedSchema() {}

    /**
     * Validates an object.
     *
     * @throws IllegalArgumentException if its kind is unknown, or it does not fit its schema
     */
    static void validate(JsonNode object) throws ReflectiveOperationException {
        String type = object.path("apiVersion").asText() + " " + object.path("kind").asText();
        String model = CLASSES.get(type);
        if (model == null) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "Unknown kind '%s'", type));
        }
        try {
            Class.forName(MODELS + model)
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, JsonParser.parseString(object.toString()));
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(type + ": " + e.getCause().getMessage(), e);
        }
    }
}
