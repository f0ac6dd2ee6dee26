package io.ctattention.server.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Takes out of the spans of requests what a caller wrote or is: path, query, program, address, host
 * and invented methods. A path that is ours stays.
 */
@Singleton
class ClosedSpans implements SpanProcessor {

    private static final String PATH = "url.path";

    /** Attributes whose values come from the service or from a closed list of the standard's. */
    private static final Set<String> OURS =
            Set.of(
                    "http.request.method",
                    "http.response.status_code",
                    "http.route",
                    "network.protocol.name",
                    "network.protocol.version",
                    "url.scheme");

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        if (span.getKind() == SpanKind.SERVER) {
            span.getAttributes().forEach((key, value) -> close(span, key, value));
        }
    }

    @SuppressWarnings("unchecked") // its type was looked at
    private static void close(ReadWriteSpan span, AttributeKey<?> key, Object value) {
        if (key.getType() == AttributeType.STRING && !OURS.contains(key.getKey())) {
            span.setAttribute(
                    (AttributeKey<String>) key,
                    key.getKey().equals(PATH)
                            ? RequestWords.path((String) value)
                            : RequestWords.ELSEWHERE);
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
