package io.ctattention.server.page;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service with the phantom model that the build has trained, under two names. */
public final class PhantomModelProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.ct-attention.model", "target/model",
                "quarkus.ct-attention.\"ward\".model", "target/model");
    }
}
