package io.ctattention.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.ctattention.server.problem.ProblemType;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A queue of two places, in which slices wait longer than the deadline. */
@QuarkusTest
@TestProfile(BoundsTest.Patient.class)
class BoundsTest {

    private static final String CLASSIFY = "/v1/classifications";
    private static final String BUSY = "urn:ct-attention:problem:busy";

    public static class Patient extends ServedModel {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("ct-attention.server.queue-size", "2");
            overrides.put("ct-attention.server.max-slices", "2");
            overrides.put("ct-attention.server.batching.max-delay", "30s");
            overrides.put("ct-attention.server.deadline", "3s");
            overrides.put("ct-attention.server.upload-memory", "10M");
            return overrides;
        }
    }

    @TestHTTPResource URI service;

    @Test
    void aFullQueueIsBusyAndWorkThatIsLateIsGivenUp() throws Exception {
        // The client's first multipart request takes it long, and the first slice waits 3 s.
        given().multiPart("a", "a.png", Phantoms.png(1))
                .multiPart("b", "b.png", Phantoms.png(2))
                .post(CLASSIFY + "?model=none")
                .then()
                .statusCode(404);
        Meters.text();
        CompletableFuture<Integer> first =
                CompletableFuture.supplyAsync(
                        () ->
                                given().body(Phantoms.png(1))
                                        .post(CLASSIFY)
                                        .then()
                                        .header("Retry-After", "1")
                                        .body("type", equalTo(ProblemType.TIMEOUT.uri()))
                                        .extract()
                                        .statusCode());
        await().until(() -> first.isDone() || Meters.value("ct_attention_server_queue") >= 1);
        given().multiPart("a", "a.png", Phantoms.png(1))
                .multiPart("b", "b.png", Phantoms.png(2))
                .post(CLASSIFY)
                .then()
                .statusCode(429)
                .header("Retry-After", "1")
                .contentType("application/problem+json")
                .body("type", equalTo(ProblemType.BUSY.uri()));
        assertThat(first.get()).isEqualTo(503);
        // What was given up makes room: two slices fit again, and are late in their turn.
        given().multiPart("a", "a.png", Phantoms.png(1))
                .multiPart("b", "b.png", Phantoms.png(2))
                .post(CLASSIFY)
                .then()
                .statusCode(503);
    }

    @Test
    void aBodyThatDoesNotArriveIsNotWaitedFor() throws Exception {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(
                            "POST /v1/classifications HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\nab"
                                    .getBytes(StandardCharsets.ISO_8859_1));
            assertThat(answer(socket))
                    .startsWith("HTTP/1.1 408")
                    .contains("urn:ct-attention:problem:slow-request");
        }
    }

    @Test
    void uploadsThatTogetherTakeTooMuchMemoryAreBusyAndOthersAreNot() throws Exception {
        byte[] head =
                "POST /v1/classifications HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000000\r\n\r\n"
                        .getBytes(StandardCharsets.ISO_8859_1);
        byte[] piece = new byte[4_500_000];
        try (Socket first = from("127.0.0.2");
                Socket second = from("127.0.0.2")) {
            send(first, head, piece);
            send(second, head, piece);
            // The service may not have read all of the first when it reads the second.
            assertThat(List.of(answer(second), answer(first)))
                    .anyMatch(text -> text.startsWith("HTTP/1.1 429") && text.contains(BUSY));
            given().multiPart("note", "n".repeat(2_000_000))
                    .post(CLASSIFY)
                    .then()
                    .statusCode(400)
                    .body("detail", startsWith("The multipart body has no file part"));
        }
    }

    private static void send(Socket socket, byte[]... parts) {
        try {
            for (byte[] part : parts) {
                socket.getOutputStream().write(part);
            }
        } catch (IOException e) {
            // the service may have hung up by now
        }
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private Socket from(String address) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(address, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", service.getPort()));
        return socket;
    }
}
