package io.ctattention.server.slice;

import io.ctattention.quarkus.ModelLease;
import io.ctattention.server.ServerConfig;
import io.ctattention.server.batch.BatchLimits;
import io.ctattention.server.batch.BatchQueue;
import io.ctattention.server.batch.Job;
import io.ctattention.server.problem.ProblemException;
import io.ctattention.server.problem.ProblemType;
import io.ctattention.server.security.RequestCaller;
import io.ctattention.server.telemetry.ServerMeters;
import io.ctattention.server.upload.Upload;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Puts the slices of requests into the queue, and gives them up when nobody waits any more. */
@Singleton
class SliceRequests {

    private final ServerConfig config;
    private final SliceBatches batches;
    private final BatchQueue<Lane, PendingSlice, Object> queue;

    SliceRequests(
            ServerConfig config,
            SliceBatches batches,
            ServerMeters meters,
            BatchDefaults defaults) {
        this.config = config;
        this.batches = batches;
        queue =
                new BatchQueue<>(
                        new BatchLimits(
                                config.queueSize(),
                                config.queueCost(),
                                defaults.maxSize(),
                                config.batching().maxDelay(),
                                defaults.workers(),
                                config.deadline()),
                        PendingSlice::cost,
                        batches);
        meters.queue(queue::size, queue::cost);
    }

    /** The answer for a slice, or why there is none. */
    record Outcome<T>(String name, T value, ProblemException problem) {}

    /**
     * Has slices answered.
     *
     * @param model answers; closed when the work on the last slice is over, and left to the caller
     *     if there is no room
     * @param task what is asked
     * @param uploads the slices
     * @param context of the request: when its connection ends, nobody waits
     * @return an outcome for each slice; fails with a {@link ProblemException} if there is no room,
     *     the deadline passes or the service stops
     */
    <T> Uni<List<Outcome<T>>> answer(
            ModelLease model, SliceTask<T> task, List<Upload> uploads, RoutingContext context) {
        Context trace = Context.current();
        Lane lane = new Lane(model.name(), model.card().parametersSha256(), task);
        int cost = task.cost(model.card().network());
        List<PendingSlice> slices =
                uploads.stream()
                        .map(
                                upload ->
                                        new PendingSlice(
                                                upload,
                                                model,
                                                trace,
                                                cost + batches.decodingCost(upload.content())))
                        .toList();
        List<Job<PendingSlice, Object>> jobs =
                add(RequestCaller.of(context).share(), lane, slices, model);
        context.addEndHandler(end -> giveUp(jobs));
        return Uni.createFrom()
                .completionStage(outcomes(jobs))
                .map(outcomes -> SliceRequests.<T>typed(outcomes))
                .ifNoItem()
                .after(config.deadline())
                .failWith(
                        () -> {
                            giveUp(jobs);
                            return new ProblemException(
                                    ProblemType.TIMEOUT,
                                    String.format(
                                            Locale.ROOT,
                                            "There was no answer within %d ms",
                                            config.deadline().toMillis()));
                        });
    }

    private List<Job<PendingSlice, Object>> add(
            String caller, Lane lane, List<PendingSlice> slices, ModelLease model) {
        AtomicInteger left = new AtomicInteger(slices.size());
        try {
            return queue.add(
                    caller,
                    lane,
                    slices,
                    () -> {
                        if (left.decrementAndGet() == 0) {
                            model.close();
                        }
                    });
        } catch (RejectedExecutionException e) {
            throw new ProblemException(
                    ProblemType.BUSY,
                    String.format(
                            Locale.ROOT,
                            "No room for %d slices in the queue beside those that this caller has"
                                    + " there; try again, or send fewer",
                            slices.size()));
        } catch (IllegalStateException e) {
            throw new ProblemException(ProblemType.NOT_READY, "The service is stopping");
        }
    }

    private void giveUp(List<Job<PendingSlice, Object>> jobs) {
        queue.giveUp(jobs);
    }

    private static CompletableFuture<List<Outcome<Object>>> outcomes(
            List<Job<PendingSlice, Object>> jobs) {
        List<CompletableFuture<Outcome<Object>>> each =
                jobs.stream().map(SliceRequests::outcome).toList();
        return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
                .thenApply(done -> each.stream().map(CompletableFuture::join).toList());
    }

    private static CompletableFuture<Outcome<Object>> outcome(Job<PendingSlice, Object> job) {
        String name = job.input().upload().name();
        return job.answer()
                .handle(
                        (value, failure) -> {
                            if (failure == null) {
                                return new Outcome<>(name, value, null);
                            }
                            if (failure instanceof ProblemException problem) {
                                return new Outcome<>(name, null, problem);
                            }
                            if (failure instanceof CancellationException) {
                                throw new CompletionException(
                                        new ProblemException(
                                                ProblemType.TIMEOUT, "The work was given up"));
                            }
                            throw new CompletionException(failure);
                        });
    }

    /** A lane's task answers with its own type. */
    @SuppressWarnings("unchecked")
    private static <T> List<Outcome<T>> typed(List<Outcome<Object>> outcomes) {
        return (List<Outcome<T>>) (List<?>) outcomes;
    }

    @PreDestroy
    void close() {
        queue.close();
    }
}
