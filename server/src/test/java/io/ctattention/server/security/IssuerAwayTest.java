package io.ctattention.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OIDC is configured, and nobody listens where its server should be. */
@QuarkusTest
@TestProfile(IssuerAwayTest.Profile.class)
class IssuerAwayTest {

    public static class Profile extends SecurityProfile {
        @Override
        Map<String, String> security() {
            return Map.of(
                    "quarkus.oidc.tenant-enabled", "true",
                    "quarkus.oidc.auth-server-url", "http://127.0.0.1:1/realm",
                    // printf fixed-key | sha256sum
                    "ct-attention.server.api-keys",
                            "fixed:2c6bb71b8e12baaaa46b5e6f0bb8d5b852c326287fba956c1d0a6080536076f1");
        }
    }

    @TestHTTPResource URI root;

    private Caller caller;

    @BeforeEach
    void connect() {
        caller = new Caller(root);
    }

    @Test
    void aTokenIsAnsweredWithTryAgain() throws Exception {
        HttpResponse<String> answer = caller.get("/v1/ping", "Authorization", "Bearer a.b.c");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(new JsonObject(answer.body()).getString("type"))
                .isEqualTo("urn:ct-attention:problem:not-ready");
    }

    @Test
    void keysWorkAsBefore() throws Exception {
        assertThat(caller.get("/v1/ping", "X-API-Key", "fixed-key").body()).isEqualTo("fixed");
        assertThat(caller.get("/v1/ping", "X-API-Key", "wrong").statusCode()).isEqualTo(401);
    }
}
