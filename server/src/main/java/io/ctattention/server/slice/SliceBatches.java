package io.ctattention.server.slice;

import io.ctattention.image.ImageException;
import io.ctattention.image.ImageLimits;
import io.ctattention.image.Interruption;
import io.ctattention.image.SliceDecoder;
import io.ctattention.server.ServerConfig;
import io.ctattention.server.batch.BatchWork;
import io.ctattention.server.batch.Job;
import io.ctattention.server.problem.ProblemException;
import io.ctattention.server.telemetry.ServerMeters;
import io.ctattention.server.telemetry.StageSpans;
import io.ctattention.server.upload.Upload;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/** Decodes the slices of a batch, answers them in one forward pass, and measures both. */
@Singleton
class SliceBatches implements BatchWork<Lane, PendingSlice, Object> {

    private final SliceDecoder decoder;
    private final ServerMeters meters;
    private final StageSpans spans;

    SliceBatches(ServerConfig config, ServerMeters meters, StageSpans spans) {
        decoder =
                new SliceDecoder(
                        new ImageLimits(config.maxPixels(), ImageLimits.DEFAULT.maxBytes()));
        this.meters = meters;
        this.spans = spans;
    }

    private record Readable(Job<PendingSlice, Object> job, DecodedSlice slice) {}

    /** Returns how much work it is to decode a file, in forward passes. */
    int decodingCost(byte[] content) {
        return SliceCost.decoding(decoder, content);
    }

    /**
     * Works as long as somebody waits: looks before and while a slice is decoded, before the
     * forward pass, and between the many passes of one explanation.
     */
    @Override
    public void run(Lane lane, List<Job<PendingSlice, Object>> jobs) {
        long taken = System.nanoTime();
        jobs.forEach(
                job -> spans.end(job.input().trace(), "queue", job.arrived(), taken, jobs.size()));
        meters.batch(jobs.size());
        List<Readable> readable =
                jobs.parallelStream()
                        .filter(job -> !job.over())
                        .map(job -> Interruption.when(job::over, () -> decode(job)))
                        .filter(Objects::nonNull)
                        .filter(slice -> !slice.job().over())
                        .toList();
        if (!readable.isEmpty()) {
            answer(lane.task(), readable);
        }
    }

    private Readable decode(Job<PendingSlice, Object> job) {
        Upload upload = job.input().upload();
        long start = System.nanoTime();
        try {
            DecodedSlice slice =
                    new DecodedSlice(
                            upload.name(), decoder.decode(upload.name(), upload.content()).image());
            spans.end(job.input().trace(), "decode", start, System.nanoTime(), 1);
            return new Readable(job, slice);
        } catch (ImageException e) {
            ProblemException problem = ProblemException.of(e);
            meters.undecodable(problem.type());
            spans.end(job.input().trace(), "decode", start, System.nanoTime(), 1);
            job.answer().completeExceptionally(problem);
            return null;
        } catch (CancellationException e) {
            return null;
        } catch (RuntimeException e) { // the others of the batch are to be answered
            job.answer().completeExceptionally(e);
            return null;
        }
    }

    private void answer(SliceTask<?> task, List<Readable> readable) {
        long start = System.nanoTime();
        List<?> answers =
                Interruption.when(
                        () -> readable.stream().allMatch(slice -> slice.job().over()),
                        () ->
                                task.answer(
                                        readable.get(0).job().input().model(),
                                        readable.stream().map(Readable::slice).toList()));
        long end = System.nanoTime();
        for (int i = 0; i < answers.size(); i++) {
            Job<PendingSlice, Object> job = readable.get(i).job();
            spans.end(job.input().trace(), task.stage(), start, end, answers.size());
            if (answers.get(i) instanceof SliceAnswer answer) {
                meters.decision(job.input().model().name(), answer.decision());
            }
            job.answer().complete(answers.get(i));
        }
    }
}
