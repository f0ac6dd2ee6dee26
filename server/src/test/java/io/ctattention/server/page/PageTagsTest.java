package io.ctattention.server.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.server.ServedModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ServedModel.class)
class PageTagsTest {

    private static final Path PAGE = Path.of("src", "main", "resources", "META-INF", "resources");

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(PAGE)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> "/" + PAGE.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private static Response look(String path, String known) {
        return given().header("If-None-Match", known).header("Accept-Encoding", "gzip").get(path);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aSecondLookIsToldThatNothingHasChanged(String path) {
        Response first = given().get(path);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(first.header("Last-Modified")).isNull();
        Response second = look(path, first.header("ETag"));
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body().asByteArray()).isEmpty();
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(second.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(second.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    @ParameterizedTest
    @MethodSource("files")
    void whoeverHasSeenOtherContentGetsTheNewOne(String path) throws IOException {
        Response looked = look(path, "W/\"of yesterday\", \"another\"");
        assertThat(looked.statusCode()).isEqualTo(200);
        assertThat(looked.body().asByteArray())
                .isEqualTo(Files.readAllBytes(PAGE.resolve(path.substring(1))));
    }

    @Test
    void everyFileHasATagOfItsOwnAndTheFolderThatOfItsIndex() throws IOException {
        Set<String> tags = new HashSet<>();
        for (String file : files()) {
            tags.add(given().get(file).header("ETag"));
        }
        assertThat(tags).hasSameSizeAs(files()).doesNotContainNull();
        String index = given().get("/index.html").header("ETag");
        assertThat(given().get("/").header("ETag")).isEqualTo(index);
        assertThat(given().head("/").header("ETag")).isEqualTo(index);
        assertThat(look("/", "\"a\", " + index).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/none.js", "/js", "/js/", "/../application.properties", "/q/openapi"})
    void whatIsNoFileOfThePageHasNoTag(String path) {
        assertThat(given().urlEncodingEnabled(false).get(path).header("ETag")).isNull();
    }

    @Test
    void aPathOfThousandsOfFoldersIsNotFound() {
        given().get("/a".repeat(2_000) + "/").then().statusCode(404);
    }

    /** Looks at them one after the other: quadratic time would make it minutes. */
    @Test
    @Timeout(20)
    void aLongListOfTagsIsReadOnce() {
        String spaces = "x" + " ".repeat(19_000) + "x";
        for (int i = 0; i < 60; i++) {
            assertThat(look("/", spaces).statusCode()).isEqualTo(200);
        }
    }
}
