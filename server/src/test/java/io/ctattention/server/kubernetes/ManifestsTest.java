package io.ctattention.server.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ctattention.server.kubernetes.Manifests.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests fit the published schemas, and keep what they promise. */
class ManifestsTest {

    static List<Manifest> all() {
        return Stream.concat(Manifests.whole().stream(), Manifests.patched().stream()).toList();
    }

    static List<Manifest> pods() {
        return Manifests.whole().stream()
                .filter(m -> m.object().at("/spec/template").isObject())
                .toList();
    }

    static List<Manifest> policies() {
        return Manifests.whole().stream().filter(m -> m.kind().equals("NetworkPolicy")).toList();
    }

    private static Manifest base(String kind) {
        return Manifests.whole().stream()
                .filter(m -> m.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyObjectFitsThePublishedSchema(Manifest manifest) {
        assertThatCode(() -> PublishedSchema.validate(manifest.object()))
                .doesNotThrowAnyException();
    }

    @Test
    void theSchemaRefusesAFieldThatItDoesNotKnow() {
        ObjectNode deployment = base("Deployment").object().deepCopy();
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).put("readinesProbe", 1);

        assertThatThrownBy(() -> PublishedSchema.validate(deployment))
                .hasMessageContaining("readinesProbe");
    }

    @Test
    void everyFileIsNamedByAKustomizationOrIsAnExample() {
        long files =
                Manifests.files().stream().filter(f -> !f.getParent().endsWith("examples")).count();

        assertThat(Manifests.kustomizations().size() + all().size()).isEqualTo((int) files);
    }

    @ParameterizedTest
    @MethodSource("pods")
    void noPodMayWriteItsRootOrGainRights(Manifest manifest) {
        JsonNode pod = manifest.at("/spec/template/spec");
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
        assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                .isEqualTo("RuntimeDefault");
        assertThat(pod.path("containers")).isNotEmpty();
        for (JsonNode container : pod.path("containers")) {
            JsonNode context = container.path("securityContext");
            assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void noPodMayOpenAConnection(Manifest policy) {
        assertThat(policy.at("/spec/policyTypes").toString()).contains("Egress");
        assertThat(policy.at("/spec/egress")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void aPolicySelectsEveryPod(Manifest manifest) {
        JsonNode labels = manifest.at("/spec/template/metadata/labels");

        assertThat(policies()).anyMatch(p -> p.at("/spec/podSelector/matchLabels").equals(labels));
    }

    @Test
    void aPodHasTimeToFinishWhatItAccepted() throws IOException {
        Properties service = new Properties();
        try (InputStream in = getClass().getResourceAsStream("/application.properties")) {
            service.load(in);
        }
        int stopping =
                seconds(service, "quarkus.shutdown.delay")
                        + seconds(service, "quarkus.shutdown.timeout");
        JsonNode pod = base("Deployment").at("/spec/template/spec");
        int before = pod.at("/containers/0/lifecycle/preStop/exec/command/1").asInt();

        assertThat(before).isPositive();
        assertThat(pod.path("terminationGracePeriodSeconds").asInt())
                .isGreaterThan(before + stopping);
    }

    @Test
    void theAutoscalerGoesByWhatEveryClusterMeasures() {
        JsonNode metrics = base("HorizontalPodAutoscaler").at("/spec/metrics");
        assertThat(metrics).hasSize(1);
        assertThat(metrics.at("/0/type").asText()).isEqualTo("Resource");
        assertThat(metrics.at("/0/resource/name").asText()).isEqualTo("cpu");
        assertThat(metrics.at("/0/resource/target/averageUtilization").asInt()).isBetween(50, 90);
        // A share of what is requested: without a request there is none.
        assertThat(
                        base("Deployment")
                                .at("/spec/template/spec/containers/0/resources/requests/cpu")
                                .asText())
                .isNotEmpty();
    }

    @Test
    void aModelIsPublishedOntoTheClaimThatTheServiceReads() {
        Manifest job =
                Manifests.whole().stream()
                        .filter(m -> m.name().startsWith("jobs/publish"))
                        .findFirst()
                        .orElseThrow();
        JsonNode pod = job.at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");
        assertThat(container.at("/args").toString())
                .isEqualTo("[\"publish\",\"/runs/default/best\",\"/models/default\"]");
        assertThat(container.at("/volumeMounts/0/mountPath").asText()).isEqualTo("/runs");
        assertThat(container.at("/volumeMounts/0/readOnly").asBoolean()).isTrue();
        assertThat(container.at("/volumeMounts/1/mountPath").asText()).isEqualTo("/models");
        assertThat(container.at("/volumeMounts/1/readOnly").asBoolean()).isFalse();
        assertThat(pod.at("/volumes/1/persistentVolumeClaim/claimName"))
                .isEqualTo(
                        base("Deployment")
                                .at(
                                        "/spec/template/spec/volumes/0/persistentVolumeClaim/claimName"));
    }

    private static int seconds(Properties service, String key) {
        return (int) Duration.parse("PT" + service.getProperty(key)).toSeconds();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "overlays/cpu",
                "overlays/gpu",
                "jobs/evaluate",
                "jobs/publish",
                "jobs/train",
                "jobs/upload"
            })
    void whatKustomizeComposesFitsThePublishedSchema(String folder) throws Exception {
        for (JsonNode object : composed(folder)) {
            PublishedSchema.validate(object);
        }
    }

    @Test
    void aPodOfTheGpuOverlayGetsOneGpu() throws Exception {
        JsonNode container =
                composed("overlays/gpu").stream()
                        .filter(object -> object.path("kind").asText().equals("Deployment"))
                        .findFirst()
                        .orElseThrow()
                        .at("/spec/template/spec/containers");

        assertThat(container).hasSize(1);
        assertThat(container.at("/0/resources/limits").path("nvidia.com/gpu").asText())
                .isEqualTo("1");
        assertThat(container.at("/0/image").asText()).endsWith(":cuda");
    }

    private static List<JsonNode> composed(String folder) throws Exception {
        Path path = Manifests.FOLDER.resolve(folder);
        Process process;
        try {
            process =
                    new ProcessBuilder("kubectl", "kustomize", path.toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
        } catch (IOException e) {
            assumeTrue(false, "there is no kubectl to compose the manifests with");
            throw e;
        }
        String yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return Manifests.all(yaml);
    }
}
