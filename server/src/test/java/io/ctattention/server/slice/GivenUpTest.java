package io.ctattention.server.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.CamTarget;
import io.ctattention.model.ModelCard;
import io.ctattention.model.SliceResult;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.GradCamExplainer;
import io.ctattention.quarkus.ModelLease;
import io.ctattention.server.Meters;
import io.ctattention.server.Phantoms;
import io.ctattention.server.ServedModel;
import io.ctattention.server.batch.BatchLimits;
import io.ctattention.server.batch.BatchQueue;
import io.ctattention.server.batch.Job;
import io.ctattention.server.model.Models;
import io.ctattention.server.upload.Upload;
import io.opentelemetry.context.Context;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What happens to work that nobody waits for any more. */
@QuarkusTest
@TestProfile(ServedModel.class)
class GivenUpTest {

    private static final BatchLimits ONE_AT_A_TIME =
            new BatchLimits(10, 1_000, 1, Duration.ZERO, 1, Duration.ofSeconds(20));

    @Inject Models models;
    @Inject SliceBatches batches;

    private final CountDownLatch released = new CountDownLatch(1);
    private final CompletableFuture<Throwable> thrown = new CompletableFuture<>();

    /** A lease whose explainer first has something happen. */
    private record Watched(ModelLease lease, Runnable before, CompletableFuture<Throwable> thrown)
            implements ModelLease {

        @Override
        public GradCamExplainer explainer() {
            return (GradCamExplainer)
                    Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {GradCamExplainer.class},
                            (proxy, method, arguments) -> {
                                before.run();
                                try {
                                    return method.invoke(lease.explainer(), arguments);
                                } catch (InvocationTargetException e) {
                                    thrown.complete(e.getCause());
                                    throw e.getCause();
                                }
                            });
        }

        @Override
        public String name() {
            return lease.name();
        }

        @Override
        public ModelCard card() {
            return lease.card();
        }

        @Override
        public String device() {
            return lease.device();
        }

        @Override
        public CtClassifier classifier() {
            return lease.classifier();
        }

        @Override
        public void close() {
            lease.close();
        }
    }

    @Test
    void anExplanationOfManyPassesStopsWhenItsCallerLeavesMeanwhile() throws Exception {
        SliceTask task = new SliceTask.Explain(CamTarget.PREDICTION.by(CamMethod.SCORECAM), false);
        CompletableFuture<Job<PendingSlice, SliceResult<SliceReply>>> job =
                new CompletableFuture<>();
        try (ModelLease lease = models.lease(null);
                BatchQueue<Lane, PendingSlice, SliceResult<SliceReply>> queue =
                        new BatchQueue<>(ONE_AT_A_TIME, PendingSlice::cost, batches)) {
            Runnable leave = () -> job.join().answer().cancel(false);
            PendingSlice slice =
                    new PendingSlice(
                            new Upload("slice", Phantoms.png(1)),
                            new Watched(lease, leave, thrown),
                            Context.root(),
                            1);
            Lane lane = new Lane(lease.name(), lease.card().parametersSha256(), task);
            job.complete(queue.add("a", lane, List.of(slice), released::countDown).get(0));

            assertThat(thrown.get(20, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
            assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** What cannot be decoded would be counted, if it were looked at. */
    @Test
    void whatIsOverBeforeItsTurnIsNotDecodedAndTheOthersOfItsBatchAreAnswered() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        BatchLimits together =
                new BatchLimits(10, 1_000, 8, Duration.ZERO, 1, Duration.ofSeconds(20));
        SliceTask task = new SliceTask.Classify();
        double before = undecodable();
        try (ModelLease lease = models.lease(null);
                BatchQueue<Lane, PendingSlice, SliceResult<SliceReply>> queue =
                        new BatchQueue<>(
                                together,
                                PendingSlice::cost,
                                (lane, jobs) -> {
                                    begun.countDown();
                                    left.await();
                                    batches.run(lane, jobs);
                                })) {
            Lane lane = new Lane(lease.name(), lease.card().parametersSha256(), task);
            List<PendingSlice> slices =
                    List.of(pending(lease, new byte[] {1}), pending(lease, Phantoms.png(1)));
            List<Job<PendingSlice, SliceResult<SliceReply>>> jobs =
                    queue.add("a", lane, slices, () -> {});
            begun.await();
            jobs.get(0).answer().cancel(false);
            left.countDown();
            SliceResult<SliceReply> result = jobs.get(1).answer().get(20, TimeUnit.SECONDS);
            assertThat(result.value().answer().probabilities()).hasSize(2);
        }
        assertThat(undecodable()).isEqualTo(before);
    }

    private static PendingSlice pending(ModelLease lease, byte[] content) {
        return new PendingSlice(new Upload("slice", content), lease, Context.root(), 1);
    }

    private static double undecodable() {
        return Meters.value("ct_attention_server_decode_failures");
    }
}
