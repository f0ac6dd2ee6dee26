package io.ctattention.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ctattention.model.ModelFolder;
import io.ctattention.server.Phantoms;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class PackagedServiceIT {

    private static final Path MODEL = Path.of("target", "model");
    private static final int CALLERS = 24;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    @TempDir Path temporary;

    @AfterEach
    void stopCalling() {
        callers.shutdownNow();
    }

    private <T> List<Future<T>> callers(Callable<T> call) {
        List<Future<T>> calls = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            calls.add(callers.submit(call));
        }
        return calls;
    }

    @Test
    void whatIsAcceptedIsAnsweredAfterSigterm() throws Exception {
        Map<String, String> environment =
                Map.of(
                        "QUARKUS_CT_ATTENTION_MODEL", MODEL.toString(),
                        "CT_ATTENTION_SERVER_BATCHING_MAX_SIZE", "64",
                        "CT_ATTENTION_SERVER_BATCHING_MAX_DELAY", "5s");
        try (PackagedService service = new PackagedService(environment)) {
            service.awaitReady();
            byte[] slice = Phantoms.png(1);
            List<Future<Integer>> calls = callers(() -> service.classify(slice).statusCode());
            await().atMost(MINUTE)
                    .until(() -> service.meter("ct_attention_server_queue") >= CALLERS);
            service.terminate();
            for (Future<Integer> call : calls) {
                assertThat(call.get()).isEqualTo(200);
            }
            assertThat(service.awaitExit()).isEqualTo(143);
            assertThat(service.output()).doesNotContain("ERROR", "Exception");
        }
    }

    @Test
    void callersThatGoOnAreToldAndKeepNobodyFromBeingAnswered() throws Exception {
        Map<String, String> environment = Map.of("QUARKUS_CT_ATTENTION_MODEL", MODEL.toString());
        try (PackagedService service = new PackagedService(environment)) {
            service.awaitReady();
            byte[] slice = Phantoms.png(1);
            List<Integer> statuses = new CopyOnWriteArrayList<>();
            List<Long> failures = new CopyOnWriteArrayList<>();
            List<Future<Boolean>> calls =
                    callers(() -> callUntilItIsGone(service, slice, statuses, failures));
            await().atMost(MINUTE).until(() -> statuses.size() >= 10 * CALLERS);
            service.terminate();
            assertThat(service.awaitExit()).isEqualTo(143);
            long ended = System.nanoTime();
            for (Future<Boolean> call : calls) {
                assertThat(call.get()).isTrue();
            }
            assertThat(statuses).isSubsetOf(200, 429, 503).contains(200, 503);
            // None failed while there was work to do: only connections that nobody took any more.
            assertThat(failures).allMatch(failed -> failed > ended - 2_000_000_000L);
        }
    }

    private static boolean callUntilItIsGone(
            PackagedService service, byte[] slice, List<Integer> statuses, List<Long> failures)
            throws InterruptedException {
        while (true) {
            try {
                HttpResponse<String> answer = service.classify(slice);
                statuses.add(answer.statusCode());
                if (answer.statusCode() == 503) {
                    assertThat(answer.body()).contains("urn:ct-attention:problem:not-ready");
                }
            } catch (IOException e) {
                failures.add(System.nanoTime());
                return true;
            }
        }
    }

    @Test
    void aModelIsReplacedUnderLoadAndNoRequestIsDropped() throws Exception {
        Path folder = temporary.resolve("model");
        put(folder, 0.5);
        Map<String, String> environment =
                Map.of(
                        "QUARKUS_CT_ATTENTION_MODEL",
                        folder.toString(),
                        "QUARKUS_CT_ATTENTION_RELOAD",
                        "20ms");
        try (PackagedService service = new PackagedService(environment)) {
            service.awaitReady();
            byte[] slice = Phantoms.png(1);
            AtomicBoolean over = new AtomicBoolean();
            List<Future<Integer>> calls =
                    callers(
                            () -> {
                                int answered = 0;
                                while (!over.get()) {
                                    HttpResponse<String> answer = service.classify(slice);
                                    if (answer.statusCode() != 429) { // half of the queue is theirs
                                        assertThat(answer.statusCode()).isEqualTo(200);
                                        answered++;
                                    }
                                }
                                return answered;
                            });
            for (int swap = 1; swap <= 10; swap++) {
                double threshold = swap / 20.0;
                put(folder, threshold);
                String wanted = "\"threshold\":" + threshold;
                await().atMost(MINUTE).until(() -> service.classify(slice).body().contains(wanted));
            }
            over.set(true);
            for (Future<Integer> call : calls) {
                assertThat(call.get()).isPositive();
            }
            assertThat(service.output()).doesNotContain("ERROR", "Exception");
        }
    }

    /** Replaces the folder by two renames. */
    private void put(Path folder, double threshold) throws IOException {
        Path next = Files.createTempDirectory(temporary, "next");
        for (String file : List.of(ModelFolder.PARAMETERS, ModelFolder.SERVING)) {
            Files.copy(MODEL.resolve(file), next.resolve(file));
        }
        Files.writeString(
                next.resolve(ModelFolder.CARD),
                Files.readString(MODEL.resolve(ModelFolder.CARD))
                        .replace("\"threshold\": 0.5", "\"threshold\": " + threshold));
        if (Files.exists(folder)) {
            Files.move(
                    folder,
                    Files.createTempDirectory(temporary, "old").resolve("model"),
                    StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void withoutAModelItSaysWhatIsMissing() throws Exception {
        assertRefusal(Map.of(), "No model is configured: set quarkus.ct-attention.model");
        assertRefusal(
                Map.of("QUARKUS_CT_ATTENTION_MODEL", temporary.resolve("none").toString()),
                "no such model folder");
    }

    @Test
    void openToOthersItWantsToKnowWhoAsks() throws Exception {
        assertRefusal(
                Map.of(
                        "QUARKUS_CT_ATTENTION_MODEL",
                        MODEL.toString(),
                        "QUARKUS_HTTP_HOST",
                        "0.0.0.0"),
                "ct-attention.server.authentication=none");
    }

    private static void assertRefusal(Map<String, String> environment, String message)
            throws Exception {
        try (PackagedService service = new PackagedService(environment)) {
            assertThat(service.awaitExit()).isEqualTo(1);
            assertThat(service.output()).contains(message).doesNotContain("Listening on", "\tat ");
        }
    }
}
