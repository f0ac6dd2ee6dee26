package io.ctattention.server.version;

import io.ctattention.server.SelfSigned;
import io.ctattention.server.ServedModel;
import java.util.HashMap;
import java.util.Map;

/** The service with a certificate, a key, a site whose pages may call it, and little patience. */
public class ServedOverTls extends ServedModel {

    public static final String KEY = "fixed-key";

    static final String SITE = "https://ward.example";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
        overrides.putAll(SelfSigned.certificate());
        // printf KEY | sha256sum
        overrides.put(
                "ct-attention.server.api-keys",
                "ward-a:2c6bb71b8e12baaaa46b5e6f0bb8d5b852c326287fba956c1d0a6080536076f1");
        overrides.put("ct-attention.server.deadline", "8s");
        overrides.put("quarkus.http.cors.enabled", "true");
        overrides.put("quarkus.http.cors.origins", SITE);
        return overrides;
    }
}
