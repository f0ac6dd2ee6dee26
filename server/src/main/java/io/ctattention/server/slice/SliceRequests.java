package io.ctattention.server.slice;

import io.ctattention.model.SliceResult;
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

/**
 * Puts the slices of requests into the queue, and cancels them when their caller no longer waits.
 */
@Singleton
class SliceRequests {

    private final ServerConfig config;
    private final SliceBatches batches;
    private final BatchQueue<Lane, PendingSlice, SliceResult<SliceReply>> queue;

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

    /**
     * Answers slices.
     *
     * @param model answers; closed when the work on the last slice is over, and left to the caller
     *     if there is no room
     * @param task what is asked
     * @param uploads the slices
     * @param context of the request: when its connection ends, nobody waits
     * @return a result for each slice; fails with a {@link ProblemException} if there is no room,
     *     the deadline passes or the service stops
     */
    Uni<List<SliceResult<SliceReply>>> answer(
            ModelLease model, SliceTask task, List<Upload> uploads, RoutingContext context) {
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
        List<Job<PendingSlice, SliceResult<SliceReply>>> jobs =
                add(RequestCaller.of(context).share(), lane, slices, model);
        context.addEndHandler(end -> giveUp(jobs));
        return Uni.createFrom()
                .completionStage(results(jobs))
                .ifNoItem()
                .after(config.deadline())
                .failWith(
                        () -> {
                            giveUp(jobs);
                            return new ProblemException(
                                    ProblemType.TIMEOUT,
                                    String.format(
                                            Locale.ROOT,
                                            "No answer within %d ms",
                                            config.deadline().toMillis()));
                        });
    }

    private List<Job<PendingSlice, SliceResult<SliceReply>>> add(
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
                            "The queue has no room for %d more slices of this caller; try again, or"
                                    + " send fewer",
                            slices.size()));
        } catch (IllegalStateException e) {
            throw new ProblemException(ProblemType.NOT_READY, "The service is stopping");
        }
    }

    private void giveUp(List<Job<PendingSlice, SliceResult<SliceReply>>> jobs) {
        queue.giveUp(jobs);
    }

    private static CompletableFuture<List<SliceResult<SliceReply>>> results(
            List<Job<PendingSlice, SliceResult<SliceReply>>> jobs) {
        List<CompletableFuture<SliceResult<SliceReply>>> each =
                jobs.stream().map(job -> job.answer().exceptionally(SliceRequests::fail)).toList();
        return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
                .thenApply(done -> each.stream().map(CompletableFuture::join).toList());
    }

    private static SliceResult<SliceReply> fail(Throwable failure) {
        throw new CompletionException(
                failure instanceof CancellationException
                        ? new ProblemException(ProblemType.TIMEOUT, "The task was cancelled")
                        : failure);
    }

    @PreDestroy
    void close() {
        queue.close();
    }
}
