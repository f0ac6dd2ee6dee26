package io.ctattention.server.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/**
 * Spans of what happens to a slice: queue, decode, forward or explain. They belong to the trace of
 * its request, though a forward pass is shared by several; {@code ct_attention.batch} says by how
 * many.
 */
@Singleton
public class StageSpans {

    private final Tracer tracer;

    StageSpans(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer("io.ctattention.server");
    }

    /**
     * Records a stage that is over.
     *
     * @param trace what its request is part of
     * @param stage the stage's name
     * @param start by {@link System#nanoTime()}
     * @param end by {@link System#nanoTime()}
     * @param batch how many slices shared it
     */
    public void end(Context trace, String stage, long start, long end, int batch) {
        long epoch = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();
        tracer.spanBuilder(stage)
                .setParent(trace)
                .setStartTimestamp(epoch + start, TimeUnit.NANOSECONDS)
                .setAttribute("ct_attention.batch", batch)
                .startSpan()
                .end(epoch + end, TimeUnit.NANOSECONDS);
    }
}
