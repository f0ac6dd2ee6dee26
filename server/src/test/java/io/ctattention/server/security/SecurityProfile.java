package io.ctattention.server.security;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** What the tests of this package have in common. */
public abstract class SecurityProfile implements QuarkusTestProfile {

    static final String PING = "test.ping";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = new HashMap<>();
        config.put("quarkus.ct-attention.model", "target/model");
        config.put("quarkus.management.test-port", "0");
        config.put(PING, "true");
        config.putAll(security());
        return config;
    }

    abstract Map<String, String> security();
}
