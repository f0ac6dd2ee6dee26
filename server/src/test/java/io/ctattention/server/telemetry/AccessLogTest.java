package io.ctattention.server.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.server.LogLines;
import io.ctattention.server.Phantoms;
import io.ctattention.server.ServedModel;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ServedModel.class)
class AccessLogTest {

    @TestHTTPResource URI service;

    private LogLines lines;

    @BeforeEach
    void listen() {
        lines = new LogLines("");
    }

    @AfterEach
    void stopListening() {
        lines.close();
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
            lines.await("GET /v1/models 200 [0-9]+ [0-9]+\\.[0-9] anonymous");
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
        lines.await("POST /v1/classifications 200 \\d+ [\\d.]+ anonymous");
        lines.await("POST - 404 \\d+ [\\d.]+ anonymous");
        lines.await("GET /v1/models/\\{name} 404 \\d+ [\\d.]+ anonymous");
        lines.await("OTHER - \\d+ \\d+ [\\d.]+ anonymous");
        assertThat(lines.all()).noneMatch(line -> line.contains("Jane"));
        assertThat(lines.all()).noneMatch(line -> line.contains("127.0.0.1"));
    }
}
