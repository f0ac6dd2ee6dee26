package io.ctattention.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ctattention.server.LogLines;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ApiKeyTest.Profile.class)
class ApiKeyTest {

    // printf KEY | sha256sum
    private static final String FIXED =
            "fixed:2c6bb71b8e12baaaa46b5e6f0bb8d5b852c326287fba956c1d0a6080536076f1";
    private static final String FIRST =
            "ward-a:9e24b55356ef2a121ab5fd1a3ee8a3c9191e837f3853e399a369e9044ff183f7";
    private static final String OTHER =
            "ward-b:580843d03d2216ff1a275d0991bad66e4d1af871171d929e9de604b7959f9bca";

    public static class Profile extends SecurityProfile {
        @Override
        Map<String, String> security() {
            try {
                Path keys = Files.createTempDirectory("keys").resolve("api-keys");
                Files.writeString(keys, FIRST);
                return Map.of(
                        "ct-attention.server.api-keys",
                        FIXED,
                        "ct-attention.server.api-keys-file",
                        keys.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @TestHTTPResource URI root;
    @Inject SecurityConfig config;

    private Caller caller;

    @BeforeEach
    void connect() {
        caller = new Caller(root);
    }

    @Test
    void aKeyNamesItsCaller() throws Exception {
        HttpResponse<String> answer = caller.get("/v1/ping", "X-API-Key", "fixed-key");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("fixed");
        assertThat(caller.get("/v1/ping", "x-api-key", "fixed-key").body()).isEqualTo("fixed");
    }

    @Test
    void withoutAKeyTheAnswerIsAProblem() throws Exception {
        assertRefused(caller.get("/v1/ping"));
        assertRefused(caller.post("/v1/ping", new byte[100_000]));
        assertRefused(caller.get("/v1/nothing-there"));
        assertRefused(caller.get("/v1"));
    }

    @Test
    void anythingButAKeyIsRefused() throws Exception {
        assertRefused(caller.get("/v1/ping", "X-API-Key", "wrong"));
        assertRefused(caller.get("/v1/ping", "X-API-Key", ""));
        assertRefused(caller.get("/v1/ping", "X-API-Key", "fixed-key, fixed-key"));
        assertRefused(caller.get("/v1/ping", "X-API-Key", "fixed-key\u00ff\u00fe"));
        assertRefused(caller.get("/v1/ping", "X-API-Key", "k".repeat(15_000)));
        assertRefused(caller.get("/v1/ping", "X-API-Key", "fixed-key", "X-API-Key", "fixed-key"));
        assertRefused(caller.get("/v1/ping", "X-API-Key", FIXED));
        assertRefused(caller.get("/v1/ping", "Authorization", "Bearer fixed-key"));
        assertRefused(caller.get("/v1/ping", "Authorization", "ApiKey fixed-key"));
        assertRefused(caller.get("/v1/ping", "Cookie", "X-API-Key=fixed-key"));
        assertRefused(caller.get("/v1/ping?X-API-Key=fixed-key&api_key=fixed-key"));
        assertThat(caller.get("/v1/ping", "X-API-Key", "k".repeat(60_000)).statusCode())
                .isEqualTo(431);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//v1/ping",
                "/v1//ping",
                "/v1/ping/",
                "/./v1/ping",
                "/x/../v1/ping",
                "/%76%31/ping",
                "/v1%2fping",
                "/%2fv1/ping",
                "/v1;a=b/ping",
                "/;a=b/v1/ping",
                "/v1/ping;a=b",
                "/v1%3Ba=b/ping",
                "/v1/%3B/../ping",
                "/V1/ping",
                "/v1/ping%00"
            })
    void noSpellingOfThePathGetsRoundTheKey(String path) throws Exception {
        HttpResponse<String> answer = caller.get(path);

        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.body()).isNotEqualTo("nobody");
    }

    @Test
    void parametersInAPathAreRefusedEvenWithAKey() throws Exception {
        HttpResponse<String> answer = caller.get("/v1;a=b/ping", "X-API-Key", "fixed-key");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(new JsonObject(answer.body()).getString("type"))
                .isEqualTo("urn:ct-attention:problem:not-found");
    }

    @Test
    void aResourceThatIsElsewhereByMistakeAsksForAKeyToo() throws Exception {
        assertThat(caller.get("/elsewhere").statusCode()).isEqualTo(401);
        assertThat(caller.get("/elsewhere", "X-API-Key", "fixed-key").body()).isEqualTo("here");
    }

    @Test
    void whatIsOutsideOfV1IsPublicWhateverTheKey() throws Exception {
        assertThat(caller.get("/q/openapi").statusCode()).isEqualTo(200);
        assertThat(caller.get("/q/openapi", "X-API-Key", "wrong").statusCode()).isEqualTo(200);
        assertThat(caller.get("/nothing-there").statusCode()).isEqualTo(404);
    }

    @Test
    void theOpenApiDocumentNamesTheHeaderOfTheKeyAndNoToken() throws Exception {
        JsonObject document = new JsonObject(caller.get("/q/openapi?format=json").body());

        assertThat(document.getJsonArray("security").encode()).isEqualTo("[{\"apiKey\":[]}]");
        JsonObject schemes = document.getJsonObject("components").getJsonObject("securitySchemes");
        assertThat(schemes.fieldNames()).containsExactly("apiKey");
        assertThat(schemes.getJsonObject("apiKey").getString("name")).isEqualTo("X-API-Key");
        assertThat(schemes.getJsonObject("apiKey").getString("in")).isEqualTo("header");
    }

    @Test
    void aReplacedFileHoldsWithoutARestartAndAMalformedOneDoesNot() throws Exception {
        Path file = config.apiKeysFile().orElseThrow();
        assertThat(caller.get("/v1/ping", "X-API-Key", "first-key").body()).isEqualTo("ward-a");
        assertRefused(caller.get("/v1/ping", "X-API-Key", "other-key"));

        replace(file, OTHER);
        awaitStatus(200, "other-key");
        assertThat(caller.get("/v1/ping", "X-API-Key", "other-key").body()).isEqualTo("ward-b");
        assertRefused(caller.get("/v1/ping", "X-API-Key", "first-key"));

        try (LogLines lines = new LogLines("io.ctattention.server.security")) {
            replace(file, FIRST + "\nnonsense");
            lines.await(".* keys read before stay valid");
        }
        assertThat(caller.get("/v1/ping", "X-API-Key", "other-key").body()).isEqualTo("ward-b");
        assertRefused(caller.get("/v1/ping", "X-API-Key", "first-key"));

        replace(file, "");
        awaitStatus(401, "other-key");
        assertThat(caller.get("/v1/ping", "X-API-Key", "fixed-key").body()).isEqualTo("fixed");

        replace(file, FIRST);
        awaitStatus(200, "first-key");
    }

    @Test
    void everyAnswerHasTheHeadersThatBindABrowser() throws Exception {
        for (HttpResponse<String> answer :
                List.of(
                        caller.get("/q/openapi"),
                        caller.get("/nothing-there"),
                        caller.get("/v1/ping"),
                        caller.get("/v1;a=b/ping"),
                        caller.get("/v1/ping", "X-API-Key", "fixed-key"),
                        caller.get("/v1/ping/failure", "X-API-Key", "fixed-key"))) {
            assertThat(answer.headers().allValues("Content-Security-Policy"))
                    .as(answer.uri().getPath())
                    .containsExactly(
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
            assertThat(answer.headers().allValues("X-Content-Type-Options"))
                    .containsExactly("nosniff");
            assertThat(answer.headers().allValues("Referrer-Policy"))
                    .containsExactly("no-referrer");
            assertThat(answer.headers().allValues("Cross-Origin-Resource-Policy"))
                    .containsExactly("same-origin");
            assertThat(answer.headers().firstValue("Permissions-Policy")).isPresent();
            assertThat(answer.headers().map())
                    .doesNotContainKeys("server", "x-powered-by", "access-control-allow-origin");
        }
    }

    @Test
    void answersAboutSlicesAreKeptNowhere() throws Exception {
        assertThat(caller.get("/v1/ping").headers().allValues("Cache-Control"))
                .containsExactly("no-store");
        assertThat(
                        caller.get("/v1/ping", "X-API-Key", "fixed-key")
                                .headers()
                                .allValues("Cache-Control"))
                .containsExactly("no-store");
    }

    private static void replace(Path file, String text) throws IOException {
        Path next = Files.writeString(file.resolveSibling("next"), text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void awaitStatus(int status, String key) {
        await("status of " + key)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> caller.get("/v1/ping", "X-API-Key", key).statusCode() == status);
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.headers().allValues("Content-Type"))
                .containsExactly("application/problem+json");
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .containsExactly("ApiKey realm=\"ct-attention\"");
        JsonObject problem = new JsonObject(answer.body());
        assertThat(problem.getString("type")).isEqualTo("urn:ct-attention:problem:unauthorized");
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getInteger("status")).isEqualTo(401);
        assertThat(problem.getString("detail")).isEqualTo("This needs a valid X-API-Key");
    }
}
