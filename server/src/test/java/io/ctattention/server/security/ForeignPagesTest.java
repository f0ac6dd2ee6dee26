package io.ctattention.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.server.Phantoms;
import io.ctattention.server.ServedModel;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The open service, as pages of other sites may try to use it by way of a browser here. */
@QuarkusTest
@TestProfile(ServedModel.class)
class ForeignPagesTest {

    private static final String REFUSED = "HTTP/1.1 421";

    @TestHTTPResource URI service;

    @TestHTTPResource(value = "/q/metrics", management = true)
    URI management;

    private static String ask(URI port, String method, String path, byte[] body, String... headers)
            throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(
                (method
                                + " "
                                + path
                                + " HTTP/1.1\r\nConnection: close\r\nContent-Length: "
                                + body.length
                                + "\r\n"
                                + String.join("\r\n", headers)
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        try (Socket socket = new Socket("127.0.0.1", port.getPort())) {
            socket.setSoTimeout(30_000);
            request.writeTo(socket.getOutputStream());
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String get(URI port, String path, String... headers) throws IOException {
        return ask(port, "GET", path, new byte[0], headers);
    }

    private String post(String... headers) throws IOException {
        return ask(service, "POST", "/v1/classifications", Phantoms.png(1), headers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/page.css",
                "/v1/models",
                "/v1/models/default",
                "/v1/nothing",
                "/v1;a/models",
                "/q/openapi",
                "/elsewhere"
            })
    void nothingIsAnsweredUnderANameThatIsNotOurs(String path) throws Exception {
        String answer = get(service, path, "Host: evil.example:8080");
        assertThat(answer)
                .containsPattern("^HTTP/1.1 (421|404)")
                .containsIgnoringCase("content-type: application/problem+json")
                .doesNotContain("COVID");
        if (!path.contains(";")) {
            assertThat(answer)
                    .startsWith(REFUSED)
                    .contains("urn:ct-attention:problem:misdirected", "ct-attention.server.hosts");
        }
        assertThat(get(service, path, "Host: localhost")).doesNotStartWith(REFUSED);
    }

    @Test
    void aSliceIsNotClassifiedUnderANameThatIsNotOurs() throws Exception {
        assertThat(post("Host: evil.example")).startsWith(REFUSED);
        assertThat(post("Host: localhost")).startsWith("HTTP/1.1 200");
        assertThat(post("Host: 127.0.0.1:8080")).startsWith("HTTP/1.1 200");
        assertThat(post("Host: [::1]")).startsWith("HTTP/1.1 200");
    }

    @Test
    void theNameOfAnHttp2RequestIsItsAuthority() throws Exception {
        Vertx vertx = Vertx.vertx();
        HttpClient client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setProtocolVersion(HttpVersion.HTTP_2)
                                .setHttp2ClearTextUpgrade(false));
        try {
            for (String name : new String[] {"evil.example", "localhost"}) {
                int status =
                        client.request(HttpMethod.GET, service.getPort(), "127.0.0.1", "/v1/models")
                                .compose(
                                        request ->
                                                request.authority(HostAndPort.create(name, 8080))
                                                        .send())
                                .map(HttpClientResponse::statusCode)
                                .toCompletionStage()
                                .toCompletableFuture()
                                .get();
                assertThat(status).isEqualTo(name.equals("localhost") ? 200 : 421);
            }
        } finally {
            client.close();
            vertx.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/metrics", "/q/health/ready", "/q/health/live", "/nothing"})
    void theManagementPortKnowsItsNamesToo(String path) throws Exception {
        assertThat(get(management, path, "Host: evil.example")).startsWith(REFUSED);
        assertThat(get(management, path, "Host: localhost:9000")).doesNotStartWith(REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: http://evil.example",
        "Origin: https://localhost:1",
        "Origin: null",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
    })
    void aPageOfAnotherOriginMayNotHaveWorkDone(String header) throws Exception {
        assertThat(post("Host: localhost:8080", header))
                .startsWith("HTTP/1.1 403")
                .contains("urn:ct-attention:problem:forbidden");
        assertThat(get(management, "/q/metrics", "Host: localhost:8080", header))
                .startsWith("HTTP/1.1 403")
                .doesNotContain("ct_attention");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: http://localhost:8080",
        "Origin: https://LOCALHOST:8080", // a proxy has the certificate
        "Sec-Fetch-Site: same-origin",
        "Sec-Fetch-Site: none"
    })
    void ourOwnPageMay(String header) throws Exception {
        assertThat(post("Host: localhost:8080", header)).startsWith("HTTP/1.1 200");
    }

    @Test
    void aLinkToThePageOrToHealthMayBeFollowed() throws Exception {
        String[] followed = {
            "Host: localhost", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"
        };
        assertThat(get(service, "/", followed)).startsWith("HTTP/1.1 200");
        assertThat(get(management, "/q/health/live", followed)).startsWith("HTTP/1.1 200");
    }
}
