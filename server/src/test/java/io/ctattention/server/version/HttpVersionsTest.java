package io.ctattention.server.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.server.LogLines;
import io.ctattention.server.Phantoms;
import io.ctattention.server.problem.ProblemType;
import io.ctattention.server.version.Talk.Answer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole of the API, in each of the ways. */
@QuarkusTest
@TestProfile(ServedOverTls.class)
class HttpVersionsTest {

    private static final String CLASSIFY = "/v1/classifications";
    private static final String EXPLAIN = "/v1/explanations";
    private static final int LARGEST = 10 * 1024 * 1024;

    private static Vertx vertx;

    @TestHTTPResource URI plain;

    @TestHTTPResource(tls = true)
    URI tls;

    private final Map<Way, Talk> talks = new EnumMap<>(Way.class);

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close();
    }

    @BeforeEach
    void connect() {
        for (Way way : Way.values()) {
            talks.put(way, new Talk(vertx, way, plain, tls));
        }
    }

    @AfterEach
    void disconnect() {
        talks.values().forEach(Talk::close);
    }

    private static Answer await(Future<Answer> answer) throws Exception {
        return Talk.await(answer);
    }

    private static void assertProblem(Answer answer, ProblemType type) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(type.status());
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json().getString("type")).isEqualTo(type.uri());
    }

    @ParameterizedTest
    @EnumSource
    void aSliceIsClassifiedAndExplained(Way way) throws Exception {
        Talk talk = talks.get(way);
        Answer classified = await(talk.post(CLASSIFY, Phantoms.png(1)));
        assertThat(classified.status()).as(classified.body().toString()).isEqualTo(200);
        assertThat(classified.version()).isEqualTo(way.version);
        JsonObject slice = classified.json().getJsonArray("slices").getJsonObject(0);
        assertThat(slice.getJsonObject("probabilities").size()).isEqualTo(2);

        Answer explained = await(talk.post(EXPLAIN + "?method=layercam", Phantoms.png(1)));
        assertThat(explained.status()).isEqualTo(200);
        assertThat(explained.json().getJsonArray("slices").getJsonObject(0).fieldNames())
                .contains("heatMap");

        Answer drawn = await(talk.post(EXPLAIN, Phantoms.png(1), "Accept", "image/png"));
        assertThat(drawn.header("content-type")).isEqualTo("image/png");
        assertThat(drawn.body().getBytes(1, 4))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("PNG");
    }

    @ParameterizedTest
    @EnumSource
    void severalSlicesAreAnsweredInTheirOrder(Way way) throws Exception {
        Buffer body = Buffer.buffer();
        for (String name : List.of("a.png", "b.png")) {
            body.appendString("--cut\r\nContent-Disposition: form-data; name=\"s\"; filename=\"")
                    .appendString(name + "\"\r\n\r\n")
                    .appendBytes(Phantoms.png(1))
                    .appendString("\r\n");
        }
        body.appendString("--cut--\r\n");
        Answer answer =
                await(
                        talks.get(way)
                                .post(
                                        CLASSIFY,
                                        body.getBytes(),
                                        "Content-Type",
                                        "multipart/form-data; boundary=cut"));
        assertThat(answer.json().getJsonArray("slices"))
                .extracting(slice -> ((JsonObject) slice).getString("name"))
                .containsExactly("a.png", "b.png");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsGottenIsThere(Way way) throws Exception {
        Talk talk = talks.get(way);
        assertThat(talk.get("/v1/models").json().getJsonArray("models")).hasSize(2);
        assertThat(talk.get("/v1/models/ward-b").status()).isEqualTo(200);
        assertThat(talk.get("/q/openapi").body().toString()).contains("/v1/classifications");
        try (LogLines lines = new LogLines("io.ctattention.server.access")) {
            assertThat(talk.get("/").body().toString()).contains("<html");
            lines.await("GET / 200 .*");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatGoesWrongIsAProblemDocument(Way way) throws Exception {
        Talk talk = talks.get(way);
        byte[] png = Phantoms.png(1);
        assertProblem(
                await(talk.post(CLASSIFY, png, "X-API-Key", "wrong")), ProblemType.UNAUTHORIZED);
        assertProblem(
                await(talk.post(CLASSIFY, png, "X-API-Key", "k".repeat(15_000))),
                ProblemType.UNAUTHORIZED);
        assertProblem(await(talk.post(CLASSIFY, new byte[0])), ProblemType.BAD_REQUEST);
        assertProblem(await(talk.post(CLASSIFY, new byte[] {1, 2})), ProblemType.NOT_AN_IMAGE);
        assertProblem(
                await(talk.post(CLASSIFY, Arrays.copyOf(png, png.length / 2))),
                ProblemType.DAMAGED);
        assertProblem(await(talk.post(CLASSIFY + "?model=nobody", png)), ProblemType.UNKNOWN_MODEL);
        assertProblem(await(talk.post(EXPLAIN + "?method=magic", png)), ProblemType.BAD_REQUEST);
        assertProblem(
                await(talk.post(CLASSIFY, png, "Accept", "text/csv")), ProblemType.NOT_ACCEPTABLE);
        assertProblem(await(talk.post("/v1/nothing", png)), ProblemType.NOT_FOUND);
        assertProblem(await(talk.post("/v1/models", png)), ProblemType.METHOD_NOT_ALLOWED);
        assertProblem(talk.get(CLASSIFY), ProblemType.METHOD_NOT_ALLOWED);
        assertProblem(talk.get("/v1/models/nobody"), ProblemType.UNKNOWN_MODEL);
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatIsTooLargeIsRefusedByItsLengthAndInChunks(Way way) throws Exception {
        Talk talk = talks.get(way);
        HttpClientRequest announced = Talk.await(talk.begin(HttpMethod.POST, CLASSIFY));
        announced.putHeader("Content-Length", String.valueOf(LARGEST + 1));
        Future<Answer> answer = Talk.answer(announced.response());
        announced.write("x");
        assertProblem(await(answer), ProblemType.TOO_LARGE);

        HttpClientRequest chunked = Talk.await(talk.begin(HttpMethod.POST, CLASSIFY));
        chunked.setChunked(true);
        Future<Answer> refused = Talk.answer(chunked.response());
        chunked.write(Buffer.buffer(new byte[LARGEST]));
        chunked.write(Buffer.buffer(new byte[1 << 20]));
        assertProblem(await(refused), ProblemType.TOO_LARGE);

        assertThat(await(talk.post(CLASSIFY, Phantoms.png(1))).status()).isEqualTo(200);
    }

    @Test
    void aBodyThatDoesNotArriveIsNotWaitedFor() throws Exception {
        List<Future<Answer>> answers = new ArrayList<>();
        for (Talk talk : talks.values()) {
            HttpClientRequest request = Talk.await(talk.begin(HttpMethod.POST, CLASSIFY));
            request.putHeader("Content-Length", "99");
            answers.add(Talk.answer(request.response()));
            request.write("ab");
        }
        for (Future<Answer> answer : answers) {
            assertProblem(await(answer), ProblemType.SLOW_REQUEST);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyPostsAtATimeAreAllAnswered(Way way) throws Exception {
        Talk talk = talks.get(way);
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            answers.add(talk.post(CLASSIFY, Phantoms.png(i % 2)));
        }
        for (Future<Answer> answer : answers) {
            assertThat(await(answer).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallerThatGoesAwayHarmsNobodyNotEvenOnTheSameConnection(Way way) throws Exception {
        Talk talk = talks.get(way);
        Future<Answer> other = talk.post(EXPLAIN + "?method=scorecam", Phantoms.png(1));
        for (int i = 0; i < 10; i++) {
            HttpClientRequest sending = Talk.await(talk.begin(HttpMethod.POST, CLASSIFY));
            sending.setChunked(true);
            Talk.await(sending.write(Buffer.buffer(new byte[20_000])));
            sending.reset(8);
            HttpClientRequest waiting = Talk.await(talk.begin(HttpMethod.POST, EXPLAIN));
            waiting.putHeader("Accept", "image/png");
            waiting.end(Buffer.buffer(Phantoms.png(1)));
            waiting.reset(8);
        }
        assertThat(await(other).status()).isEqualTo(200);
        assertThat(await(talk.post(CLASSIFY, Phantoms.png(1))).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void aPageOfAnotherSiteMayNotPostNotEvenWithAKey(Way way) throws Exception {
        Talk talk = talks.get(way);
        byte[] png = Phantoms.png(1);
        for (String site : List.of("cross-site", "same-site")) {
            assertProblem(
                    await(talk.post(CLASSIFY, png, "Sec-Fetch-Site", site)), ProblemType.FORBIDDEN);
        }
        for (String site : List.of("same-origin", "none")) {
            assertThat(await(talk.post(CLASSIFY, png, "Sec-Fetch-Site", site)).status())
                    .isEqualTo(200);
        }
        Answer invited =
                await(
                        talk.post(
                                CLASSIFY,
                                png,
                                "Origin",
                                ServedOverTls.SITE,
                                "Sec-Fetch-Site",
                                "cross-site"));
        assertThat(invited.status()).isEqualTo(200);
        assertThat(invited.header("access-control-allow-origin")).isEqualTo(ServedOverTls.SITE);
        assertThat(await(talk.post(CLASSIFY, png, "Origin", "https://evil.example")).status())
                .isEqualTo(403);
    }
}
