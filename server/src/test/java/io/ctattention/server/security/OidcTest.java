package io.ctattention.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.server.Meters;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OidcTest.Profile.class)
class OidcTest {

    private static final String ISSUER = "https://issuer.example";

    public static class Profile extends SecurityProfile {
        @Override
        Map<String, String> security() {
            KeyPair pair = pair();
            Map<String, String> config = new HashMap<>();
            config.put("quarkus.oidc.tenant-enabled", "true");
            config.put("quarkus.oidc.public-key", base64(pair.getPublic().getEncoded()));
            config.put("quarkus.oidc.token.issuer", ISSUER);
            config.put("quarkus.oidc.token.audience", "ct-attention");
            config.put("test.private-key", base64(pair.getPrivate().getEncoded()));
            config.put(
                    "ct-attention.server.api-keys",
                    // printf fixed-key | sha256sum
                    "fixed:2c6bb71b8e12baaaa46b5e6f0bb8d5b852c326287fba956c1d0a6080536076f1");
            config.put("quarkus.http.auth.policy.readers.roles-allowed", "reader");
            config.put("quarkus.http.auth.permission.readers.paths", "/v1/ping/failure");
            config.put("quarkus.http.auth.permission.readers.policy", "readers");
            return config;
        }

        private static String base64(byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
    }

    @TestHTTPResource URI root;

    @ConfigProperty(name = "test.private-key")
    String privateKey;

    private Caller caller;

    @BeforeEach
    void connect() {
        caller = new Caller(root);
    }

    @Test
    void aTokenOfTheIssuerNamesItsCaller() throws Exception {
        HttpResponse<String> answer = bearer(token(issued(), key()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("dr-lee");
    }

    @Test
    void ownersOfTokensHaveOneNameInMetersAndNoneOfTheirOwn() throws Exception {
        String calls = "ct_attention_server_requests_total{caller=\"oidc\",status=\"200\"}";
        double before = Meters.value(calls);
        bearer(token(issued(), key()));

        assertThat(Meters.value(calls)).isEqualTo(before + 1);
        assertThat(Meters.text()).doesNotContain("dr-lee");
    }

    @Test
    void aKeyIsAsGoodAsAToken() throws Exception {
        assertThat(caller.get("/v1/ping", "X-API-Key", "fixed-key").body()).isEqualTo("fixed");
    }

    @Test
    void aWrongKeyIsNotMadeGoodByAToken() throws Exception {
        assertRefused(
                caller.get(
                        "/v1/ping",
                        "X-API-Key",
                        "wrong",
                        "Authorization",
                        "Bearer " + token(issued(), key())));
    }

    @Test
    void aTokenThatIsExpiredForgedOrMeantForOthersIsRefused() throws Exception {
        long now = Instant.now().getEpochSecond();
        assertRefused(caller.get("/v1/ping"));
        assertRefused(bearer(token(issued().put("exp", now - 60), key())));
        assertRefused(bearer(token(issued(), pair().getPrivate())));
        assertRefused(bearer(token(issued().put("aud", "another-service"), key())));
        assertRefused(bearer(token(issued().put("iss", "https://else.example"), key())));
        assertRefused(
                bearer(encode(new JsonObject().put("alg", "none")) + "." + encode(issued()) + "."));
        assertRefused(bearer("nonsense"));
        assertRefused(bearer("a.b.c"));
        assertRefused(caller.get("/v1/ping", "Authorization", "Basic Zml4ZWQ6Zml4ZWQta2V5"));
        assertRefused(caller.get("/v1/ping?access_token=" + token(issued(), key())));
    }

    @Test
    void whoIsKnownButNotAllowedGetsAProblem() throws Exception {
        HttpResponse<String> answer =
                caller.get("/v1/ping/failure", "Authorization", "Bearer " + token(issued(), key()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().allValues("Content-Type"))
                .containsExactly("application/problem+json");
        JsonObject problem = new JsonObject(answer.body());
        assertThat(problem.getString("type")).isEqualTo("urn:ct-attention:problem:forbidden");
        assertThat(problem.getInteger("status")).isEqualTo(403);
    }

    @Test
    void thePublicPartIsPublicWhateverTheToken() throws Exception {
        assertThat(caller.get("/q/openapi", "Authorization", "Bearer nonsense").statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> bearer(String token) throws Exception {
        return caller.get("/v1/ping", "Authorization", "Bearer " + token);
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.headers().allValues("Content-Type"))
                .containsExactly("application/problem+json");
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .containsExactly("ApiKey realm=\"ct-attention\"", "Bearer");
        assertThat(new JsonObject(answer.body()).getString("type"))
                .isEqualTo("urn:ct-attention:problem:unauthorized");
    }

    private static JsonObject issued() {
        long now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", ISSUER)
                .put("aud", "ct-attention")
                .put("sub", "1234")
                .put("upn", "dr-lee")
                .put("iat", now - 120)
                .put("exp", now + 300);
    }

    private PrivateKey key() throws GeneralSecurityException {
        byte[] bytes = Base64.getDecoder().decode(privateKey);
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs as RFC 7515, section 3.1, says. */
    private static String token(JsonObject claims, PrivateKey key) throws Exception {
        String content =
                encode(new JsonObject().put("alg", "RS256").put("typ", "JWT"))
                        + "."
                        + encode(claims);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String encode(JsonObject json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theOpenApiDocumentNamesKeysAndTokensOfWhichOneIsEnough() throws Exception {
        JsonObject document = new JsonObject(caller.get("/q/openapi?format=json").body());

        assertThat(document.getJsonArray("security").encode())
                .isEqualTo("[{\"apiKey\":[]},{\"token\":[]}]");
        JsonObject token =
                document.getJsonObject("components")
                        .getJsonObject("securitySchemes")
                        .getJsonObject("token");
        assertThat(token.getString("type")).isEqualTo("http");
        assertThat(token.getString("scheme")).isEqualTo("bearer");
    }
}
