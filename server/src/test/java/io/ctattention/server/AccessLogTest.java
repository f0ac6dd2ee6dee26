package io.ctattention.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ServedModel.class)
class AccessLogTest {

    @TestHTTPResource URI service;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");

    private final Handler listener =
            new Handler() {
                @Override
                public void publish(LogRecord record) {
                    lines.add(new SimpleFormatter().formatMessage(record));
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        root.addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        root.removeHandler(listener);
    }

    private void awaitLine(String pattern) throws InterruptedException {
        for (int i = 0; i < 200 && lines.stream().noneMatch(l -> l.matches(pattern)); i++) {
            Thread.sleep(25);
        }
        assertThat(lines).anyMatch(line -> line.matches(pattern));
    }

    /** What libraries might complain about, with the words of the request. */
    private void strange() throws Exception {
        RawRequests requests = new RawRequests(service);
        requests.send("JANE /Jane", 1);
        requests.send("GET /%zzJane", 1);
        requests.send("GET /v1/models/Jane%00", 1);
        requests.send("GET /../Jane", 1);
        requests.send("GET Jane:Jane", 1);
        requests.send("GET /v1/models HTTP/1.1\r\nCookie: ;;Jane=\"\r\nX: /Jane", 1);
        requests.send("POST /v1/explanations?method=Jane", 1);
    }

    @Test
    void whereDigitsAreOthersALineHasThoseThatMachinesRead() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("fa-IR"));
        try {
            given().get("/v1/models").then().statusCode(200);
            awaitLine("GET /v1/models 200 [0-9]+ [0-9]+\\.[0-9] anonymous");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aLineTellsWhatWasAnsweredAndNothingOfWhomOrWhat() throws Exception {
        given().multiPart("slice", "Jane Doe.png", Phantoms.png(1))
                .multiPart("slice", "Jane Doe damaged.png", new byte[] {1, 2, 3})
                .header("X-Patient", "Jane Doe")
                .post("/v1/classifications?patient=Jane")
                .then()
                .statusCode(200);
        given().post("/v1/patients/Jane").then().statusCode(404);
        given().get("/v1/models/Jane").then().statusCode(404);
        strange();
        awaitLine("POST /v1/classifications 200 \\d+ [\\d.]+ anonymous");
        awaitLine("POST - 404 \\d+ [\\d.]+ anonymous");
        awaitLine("GET /v1/models/\\{name} 404 \\d+ [\\d.]+ anonymous");
        awaitLine("OTHER - \\d+ \\d+ [\\d.]+ anonymous");
        assertThat(lines).noneMatch(line -> line.contains("Jane"));
        assertThat(lines).noneMatch(line -> line.contains("127.0.0.1"));
    }
}
