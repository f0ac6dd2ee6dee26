package io.ctattention.server.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctattention.server.ServedModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The rules that Redocly recommends, as far as a document can break them; its own linter needs
 * Node.js. That the document is valid is what the generator of {@link GeneratedClientTest} checks.
 */
@QuarkusTest
@TestProfile(ServedModel.class)
class OpenApiDocumentTest {

    private JsonNode document;

    @BeforeEach
    void fetch() throws Exception {
        document =
                new ObjectMapper()
                        .readTree(given().get("/q/openapi?format=json").body().asByteArray());
    }

    private List<JsonNode> operations() {
        List<JsonNode> operations = new ArrayList<>();
        document.path("paths").forEach(path -> path.forEach(operations::add));
        return operations;
    }

    @Test
    void theDocumentHasALicenceAServerAndSaysWhoMayCall() {
        assertThat(document.path("openapi").asText()).isEqualTo("3.0.3");
        assertThat(document.at("/info/license/name").asText()).isEqualTo("Apache-2.0");
        assertThat(document.at("/info/license/url").asText()).startsWith("https://www.apache.org/");
        assertThat(document.at("/servers/0/url").asText()).isEqualTo("/");
        assertThat(document.path("security").isArray()).isTrue();
    }

    @Test
    void everyOperationHasAnIdASummaryADescribedTagAndItsAnswers() {
        Set<String> described = new HashSet<>();
        for (JsonNode tag : document.path("tags")) {
            assertThat(tag.path("description").asText()).isNotEmpty();
            described.add(tag.path("name").asText());
        }
        assertThat(operations())
                .extracting(operation -> operation.path("operationId").asText())
                .containsExactlyInAnyOrder("classify", "explain", "listModels", "getModel");
        for (JsonNode operation : operations()) {
            assertThat(operation.path("summary").asText()).isNotEmpty();
            assertThat(described).contains(operation.at("/tags/0").asText());
            JsonNode answers = operation.path("responses");
            assertThat(answers.at("/200/content/application~1json/schema/$ref").asText())
                    .startsWith("#/components/schemas/");
            assertThat(answers.has("401")).isTrue();
            assertThat(answers.at("/default/$ref").asText())
                    .isEqualTo("#/components/responses/Problem");
        }
    }

    @Test
    void slicesAreSentAsFilesAndAnExplanationCanBeAPicture() {
        JsonNode body = document.at("/components/requestBodies/Slices/content");
        assertThat(body.fieldNames())
                .toIterable()
                .containsExactly(
                        "multipart/form-data",
                        "application/octet-stream",
                        "image/png",
                        "image/jpeg");
        assertThat(body.at("/image~1png/schema/format").asText()).isEqualTo("binary");
        assertThat(
                        document.at("/components/schemas/SlicesForm/properties/slices/items/format")
                                .asText())
                .isEqualTo("binary");
        assertThat(
                        document.at(
                                        "/paths/~1v1~1explanations/post/responses/200/content/image~1png/schema/format")
                                .asText())
                .isEqualTo("binary");
        assertThat(document.at("/components/schemas/HeatMapAnswer/properties/png/format").asText())
                .isEqualTo("byte"); // base64, as JSON has it
    }

    @Test
    void everyReferenceHasItsComponentAndEveryComponentItsReference() {
        Set<String> named = new HashSet<>();
        for (JsonNode reference : document.findValues("$ref")) {
            named.add(reference.asText());
        }
        Set<String> components = new HashSet<>();
        for (String kind : List.of("schemas", "responses", "requestBodies")) {
            document.at("/components/" + kind)
                    .fieldNames()
                    .forEachRemaining(name -> components.add("#/components/" + kind + "/" + name));
        }
        assertThat(named).isEqualTo(components);
    }
}
