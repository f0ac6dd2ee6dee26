package io.ctattention.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.explanation.Explanation;
import io.ctattention.quarkus.Classification;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.GradCamExplainer;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Thirty-two threads at once get the answers of one. It takes a few seconds; {@code
 * -Dct-attention.soak=PT5M} makes it five minutes, and the log then shows how memory goes.
 */
class SoakTest {

    private static final Logger LOG = Logger.getLogger(SoakTest.class);
    private static final int THREADS = 32;
    private static final int SLICES = 16;

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .withApplicationRoot(jar -> jar.addClasses(TestModels.class, TestSlices.class))
                    .overrideConfigKey("quarkus.ct-attention.model", TestModels.paper());

    @Inject CtClassifier classifier;
    @Inject GradCamExplainer explainer;

    private final List<byte[]> slices = new ArrayList<>();
    private final List<Classification> answers = new ArrayList<>();
    private final List<Explanation> explanations = new ArrayList<>();

    @Test
    void thirtyTwoThreadsGetTheAnswersOfOne() throws Exception {
        for (int i = 0; i < SLICES; i++) {
            slices.add(TestSlices.png(i));
            answers.add(classifier.classify(slices.get(i)));
            explanations.add(explainer.explain(slices.get(i)));
        }
        Duration duration = Duration.parse(System.getProperty("ct-attention.soak", "PT2S"));
        Instant end = Instant.now().plus(duration);
        AtomicLong calls = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int first = t;
                running.add(threads.submit(() -> compare(first, end, calls)));
            }
            while (Instant.now().isBefore(end)) {
                LOG.infof("%d calls, %d MB resident", calls.get(), residentMegabytes());
                Thread.sleep(Math.min(15_000, Math.max(1, duration.toMillis() / 4)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        LOG.infof("%d calls, %d MB resident", calls.get(), residentMegabytes());
        assertThat(calls.get()).isGreaterThanOrEqualTo(2L * THREADS);
    }

    private Void compare(int first, Instant end, AtomicLong calls) throws Exception {
        int i = first;
        do {
            int slice = i++ % SLICES;
            assertThat(classifier.classify(slices.get(slice))).isEqualTo(answers.get(slice));
            Explanation explanation = explainer.explain(slices.get(slice));
            Explanation expected = explanations.get(slice);
            assertThat(explanation.probabilities()).containsExactly(expected.probabilities());
            assertThat(explanation.heatMap().raw()).containsExactly(expected.heatMap().raw());
            calls.addAndGet(2);
        } while (Instant.now().isBefore(end));
        return null;
    }

    private static long residentMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }
}
