package io.ctattention.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OpenAccessTest.Profile.class)
class OpenAccessTest {

    public static class Profile extends SecurityProfile {
        @Override
        Map<String, String> security() {
            return Map.of(
                    "ct-attention.server.authentication",
                    "none",
                    "ct-attention.server.api-keys",
                    "ward-a:" + "0".repeat(64));
        }
    }

    @TestHTTPResource URI root;

    @Test
    void noneAsksNobodyForAnything() throws Exception {
        Caller caller = new Caller(root);

        assertThat(caller.get("/v1/ping").body()).isEqualTo("nobody");
        assertThat(caller.get("/v1/ping", "X-API-Key", "wrong").body()).isEqualTo("nobody");
        assertThat(caller.get("/v1/ping", "Authorization", "Bearer wrong").body())
                .isEqualTo("nobody");
    }

    @Test
    void theOpenApiDocumentAsksNobodyForAnything() throws Exception {
        JsonObject document = new JsonObject(new Caller(root).get("/q/openapi?format=json").body());

        assertThat(document.getJsonArray("security")).isEmpty();
        assertThat(document.getJsonObject("components").containsKey("securitySchemes")).isFalse();
    }
}
