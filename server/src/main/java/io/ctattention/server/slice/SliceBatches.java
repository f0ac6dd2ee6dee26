package io.ctattention.server.slice;

import io.ctattention.image.ImageException;
import io.ctattention.image.ImageLimits;
import io.ctattention.image.Interruption;
import io.ctattention.image.SliceDecoder;
import io.ctattention.model.SliceResult;
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
class SliceBatches implements BatchWork<Lane, PendingSlice, SliceResult<SliceReply>> {

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

    private record Readable(Job<PendingSlice, SliceResult<SliceReply>> job, DecodedSlice slice) {}

    /** Returns how much work it is to decode a file, in forward passes. */
    int decodingCost(byte[] content) {
        return SliceCost.decoding(decoder, content);
    }

    /**
     * Works as long as somebody waits: looks before and while a slice is decoded, before the
     * forward pass, and between the many passes of one explanation.
     */
    @Override
    public void run(Lane lane, List<Job<PendingSlice, SliceResult<SliceReply>>> jobs) {
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

    private Readable decode(Job<PendingSlice, SliceResult<SliceReply>> job) {
        Upload upload = job.input().upload();
        long start = System.nanoTime();
        try {
            DecodedSlice slice =
                    new DecodedSlice(
                            upload.name(), decoder.decode(upload.name(), upload.content()).image());
            spans.end(job.input().trace(), "decode", start, System.nanoTime(), 1);
            return new Readable(job, slice);
        } catch (ImageException e) {
            meters.undecodable(ProblemException.of(e).type());
            spans.end(job.input().trace(), "decode", start, System.nanoTime(), 1);
            job.answer().complete(new SliceResult<>(upload.name(), null, e));
            return null;
        } catch (CancellationException e) {
            return null;
        } catch (RuntimeException e) { // the others of the batch are to be answered
            job.answer().completeExceptionally(e);
            return null;
        }
    }

    private void answer(SliceTask task, List<Readable> readable) {
        long start = System.nanoTime();
        List<SliceReply> replies =
                Interruption.when(
                        () -> readable.stream().allMatch(slice -> slice.job().over()),
                        () ->
                                task.answer(
                                        readable.get(0).job().input().model(),
                                        readable.stream().map(Readable::slice).toList()));
        long end = System.nanoTime();
        for (int i = 0; i < replies.size(); i++) {
            Job<PendingSlice, SliceResult<SliceReply>> job = readable.get(i).job();
            spans.end(job.input().trace(), task.stage(), start, end, replies.size());
            SliceAnswer answer = replies.get(i).answer();
            if (answer != null) {
                meters.decision(job.input().model().name(), answer.decision());
            }
            String name = job.input().upload().name();
            job.answer().complete(new SliceResult<>(name, replies.get(i), null));
        }
    }
}
