package io.ctattention.server;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * The service with the model that the build trained on phantom slices, unnamed and named. Slices
 * share forward passes, as on a GPU.
 */
public class ServedModel implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.ct-attention.model", "target/model",
                "quarkus.ct-attention.\"ward-b\".model", "target/model",
                "ct-attention.server.batching.max-size", "8");
    }
}
