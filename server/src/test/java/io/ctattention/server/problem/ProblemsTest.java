package io.ctattention.server.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.ctattention.server.Meters;
import io.ctattention.server.Phantoms;
import io.ctattention.server.ServedModel;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ServedModel.class)
class ProblemsTest {

    private static final String CLASSIFY = "/v1/classifications";

    @TestHTTPResource URI service;

    private static void assertProblem(ValidatableResponse response, ProblemType type) {
        String body =
                response.statusCode(type.status())
                        .contentType("application/problem+json")
                        .body("type", equalTo(type.uri()))
                        .body("title", equalTo(type.title()))
                        .body("status", equalTo(type.status()))
                        .extract()
                        .asString();
        assertThat(body).doesNotContain("Exception", "io.ctattention", "/target/", "\tat ");
        assertThat(response.extract().path("detail").toString()).isNotBlank();
    }

    private static ValidatableResponse post(String path, byte[] body) {
        return given().contentType("application/octet-stream").body(body).post(path).then();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain text", "GIF89a", "%PDF-1.7", "{\"slice\": 1}"})
    void whatIsNoImageIsUnsupported(String content) {
        assertProblem(
                post(CLASSIFY, content.getBytes(StandardCharsets.UTF_8)), ProblemType.NOT_AN_IMAGE);
        assertProblem(
                post("/v1/explanations", content.getBytes(StandardCharsets.UTF_8)),
                ProblemType.NOT_AN_IMAGE);
    }

    @Test
    void aDamagedImageIsSaidToBeDamaged() {
        byte[] png = Phantoms.png(1);
        assertProblem(post(CLASSIFY, Arrays.copyOf(png, png.length / 2)), ProblemType.DAMAGED);
        png[png.length / 2] ^= 1;
        assertProblem(post(CLASSIFY, png), ProblemType.DAMAGED);
    }

    @Test
    void aHeaderThatPromisesTooManyPixelsIsNotBelieved() throws IOException {
        assertProblem(post(CLASSIFY, bomb(100_000, 100_000)), ProblemType.TOO_MANY_PIXELS);
        assertProblem(post(CLASSIFY, bomb(2_001, 2_000)), ProblemType.TOO_MANY_PIXELS);
    }

    /** A PNG of a header and little else. */
    private static byte[] bomb(int width, int height) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(chunk);
        header.write("IHDR".getBytes(StandardCharsets.US_ASCII));
        header.writeInt(width);
        header.writeInt(height);
        header.write(new byte[] {8, 0, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(chunk.toByteArray());
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(png);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        out.writeInt(chunk.size() - 4);
        chunk.writeTo(out);
        out.writeInt((int) crc.getValue());
        return png.toByteArray();
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
        String answer =
                raw(
                        "POST /v1/classifications HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10485761\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 413")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("urn:ct-attention:problem:too-large")
                .contains("at most 10485760 bytes");
    }

    @Test
    void aBodyInChunksIsRefusedWhenItBecomesTooLarge() throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    "POST /v1/classifications HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
            byte[] chunk = new byte[1 << 20];
            try {
                for (int i = 0; i < 12; i++) {
                    out.write("100000\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    out.write(chunk);
                    out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
                }
                out.flush();
            } catch (IOException e) {
                // the service may have hung up by now
            }
            assertThat(read(socket.getInputStream()))
                    .startsWith("HTTP/1.1 413")
                    .contains("urn:ct-attention:problem:too-large");
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return read(socket.getInputStream());
        }
    }

    private static String read(InputStream in) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            in.transferTo(answer);
        } catch (IOException e) {
            // a reset after the answer
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void anUnknownModelIsNotFoundAndTheKnownOnesAreNamed() {
        assertProblem(
                post(CLASSIFY + "?model=nobody", Phantoms.png(1))
                        .body("detail", equalTo("The models are default, ward-b")),
                ProblemType.UNKNOWN_MODEL);
        assertProblem(given().get("/v1/models/nobody").then(), ProblemType.UNKNOWN_MODEL);
    }

    @ParameterizedTest
    @CsvSource({"class=Flu,no class Flu", "layer=pool,layer", "method=magic,method"})
    void aQueryThatMakesNoSenseIsABadRequest(String query, String part) {
        String detail = post("/v1/explanations?" + query, Phantoms.png(1)).extract().path("detail");
        assertThat(detail).containsIgnoringCase(part);
        assertProblem(post("/v1/explanations?" + query, Phantoms.png(1)), ProblemType.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"class", "layer", "method"})
    void whatACallerWroteComesBackAsOnePlainLine(String parameter) {
        String detail =
                given().queryParam(parameter, "\u009b31mred\u202e\n" + "x".repeat(2000))
                        .body(Phantoms.png(1))
                        .post("/v1/explanations")
                        .then()
                        .statusCode(400)
                        .extract()
                        .path("detail");
        assertThat(detail).contains("\\u009b31mred\\u202e\\u000axx").hasSize(1000);
    }

    @Test
    void aPictureOfSeveralSlicesIsABadRequest() {
        assertProblem(
                given().accept("image/png")
                        .multiPart("a", "a.png", Phantoms.png(1))
                        .multiPart("b", "b.png", Phantoms.png(2))
                        .post("/v1/explanations")
                        .then(),
                ProblemType.BAD_REQUEST);
    }

    @Test
    void nothingIsABadRequest() {
        assertProblem(post(CLASSIFY, new byte[0]), ProblemType.BAD_REQUEST);
        assertProblem(given().post(CLASSIFY).then(), ProblemType.BAD_REQUEST);
    }

    @Test
    void wrongMultipartIsABadRequest() {
        assertProblem(
                given().header("Content-Type", "multipart/form-data; boundary=x")
                        .body("--y\r\n\r\n".getBytes(StandardCharsets.UTF_8))
                        .post(CLASSIFY)
                        .then(),
                ProblemType.BAD_REQUEST);
    }

    @Test
    void otherPathsMethodsAndMediaTypesAreProblemsToo() {
        assertProblem(given().get("/v1/nothing").then(), ProblemType.NOT_FOUND);
        assertProblem(post("/v1/evaluations", Phantoms.png(1)), ProblemType.NOT_FOUND);
        assertProblem(given().get(CLASSIFY).then(), ProblemType.METHOD_NOT_ALLOWED);
        assertProblem(given().delete("/v1/models").then(), ProblemType.METHOD_NOT_ALLOWED);
        assertProblem(
                given().accept("text/csv").body(Phantoms.png(1)).post(CLASSIFY).then(),
                ProblemType.NOT_ACCEPTABLE);
    }

    @Test
    void failuresAreCountedByTheirKind() {
        double before =
                Meters.value("ct_attention_server_decode_failures_total{reason=\"damaged\"");
        byte[] png = Phantoms.png(1);
        post(CLASSIFY, Arrays.copyOf(png, png.length - 20)).statusCode(422);
        assertThat(Meters.value("ct_attention_server_decode_failures_total{reason=\"damaged\""))
                .isEqualTo(before + 1);
    }
}
