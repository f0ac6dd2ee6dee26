package io.ctattention.server.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.server.Phantoms;
import io.ctattention.server.ServedModel;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are generated from the document that the service hands out. */
@QuarkusTest
@TestProfile(ServedModel.class)
class GeneratedClientTest {

    private static final Path USE = Path.of("src", "test", "client");

    @TempDir Path folder;

    @TestHTTPResource URI service;

    private Path document;

    @BeforeEach
    void fetch() throws Exception {
        document = folder.resolve("openapi.yaml");
        Files.write(document, given().get("/q/openapi").body().asByteArray());
    }

    @Test
    void aJavaClientClassifiesAndExplainsSlices() throws Exception {
        Path client = folder.resolve("java");
        String said =
                Generator.generate(
                        document,
                        client,
                        "java",
                        "--library=native",
                        "--invoker-package=io.ctattention.client",
                        "--api-package=io.ctattention.client.api",
                        "--model-package=io.ctattention.client.model",
                        "--additional-properties=openApiNullable=false,useJakartaEe=true");
        assertThat(said).doesNotContain("ERROR");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Generator.compile(classes, client.resolve("src/main/java"), USE);

        List<File> files = List.of(slice(1), slice(2), file("note.png", new byte[] {1, 2, 3}));
        assertThat(use(classes).apply(service, files))
                .containsExactly(
                        "model ward-b",
                        "threshold " + given().get("/v1/models/ward-b").jsonPath().get("threshold"),
                        direct(1),
                        direct(2),
                        "urn:ct-attention:problem:not-an-image",
                        "map of COVID",
                        "PNG PNG",
                        "refused with 404");
    }

    @SuppressWarnings("unchecked")
    private static BiFunction<URI, List<File>, List<String>> use(Path classes) throws Exception {
        URLClassLoader loader =
                new URLClassLoader(
                        new URL[] {classes.toUri().toURL()},
                        GeneratedClientTest.class.getClassLoader());
        return (BiFunction<URI, List<File>, List<String>>)
                loader.loadClass("ClientUse").getDeclaredConstructor().newInstance();
    }

    private File slice(int index) throws Exception {
        return file("slice-" + index + ".png", Phantoms.png(index));
    }

    private File file(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes).toFile();
    }

    /** What the service says to a caller without a client. */
    private static String direct(int index) {
        JsonPath answer =
                given().contentType("image/png")
                        .body(Phantoms.png(index))
                        .post("/v1/classifications")
                        .jsonPath();
        return answer.getString("slices[0].decision")
                + " "
                + Math.round(1e4 * answer.getDouble("slices[0].probabilities.COVID"));
    }

    @Test
    void aTypeScriptClientHasTypesForSlicesAndAnswers() throws Exception {
        Path client = folder.resolve("typescript");
        String said = Generator.generate(document, client, "typescript-fetch");
        assertThat(said).doesNotContain("ERROR");
        assertThat(client.resolve("apis/SlicesApi.ts"))
                .content()
                .contains(
                        "slices: Array<Blob>;",
                        "async classify(requestParameters: ClassifyRequest,",
                        "async explain(requestParameters: ExplainRequest,",
                        "Promise<Answer>");
        assertThat(client.resolve("apis/ModelsApi.ts")).content().contains("Promise<ModelList>");
        assertThat(client.resolve("models/Answer.ts"))
                .content()
                .contains("slices: Array<SliceAnswer>;", "threshold: number;");
        assertThat(client.resolve("models/SliceAnswer.ts"))
                .content()
                .contains(
                        "probabilities?: { [key: string]: number; };", "heatMap?: HeatMapAnswer;");
    }
}
