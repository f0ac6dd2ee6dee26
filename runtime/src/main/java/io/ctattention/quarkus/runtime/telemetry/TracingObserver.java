package io.ctattention.quarkus.runtime.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import jakarta.inject.Singleton;
import java.util.concurrent.CancellationException;

/**
 * Spans: {@code ct-attention OPERATION}, with the model, the slices and how many of them could not
 * be read. What a slice was classified as is not among the attributes: it says something about a
 * patient.
 */
@Singleton
public class TracingObserver implements CallObserver {

    private final Tracer tracer;

    TracingObserver(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer("io.ctattention");
    }

    @Override
    public Observation begin(Call call) {
        Span span =
                tracer.spanBuilder("ct-attention " + call.operation())
                        .setAttribute("ct_attention.model", call.model())
                        .setAttribute("ct_attention.slices", call.slices())
                        .startSpan();
        return (unreadable, failure) -> {
            if (failure == null) {
                span.setAttribute("ct_attention.unreadable", unreadable);
            } else if (!(failure
                    instanceof CancellationException)) { // a caller who leaves is no failure
                span.recordException(failure);
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        };
    }
}
