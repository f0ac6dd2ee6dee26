package io.ctattention.quarkus.deployment;

import io.ctattention.image.ImageException;
import io.ctattention.quarkus.Classification;
import io.ctattention.quarkus.CtClassifier;
import io.quarkus.vertx.web.Body;
import io.quarkus.vertx.web.Route;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;

/** What {@link LiveReloadTest} edits. */
@Singleton
public class LiveReloadResource {

    private static final int VERSION = 0;

    @Inject CtClassifier classifier;

    @Route(
            path = "/live-reload",
            methods = Route.HttpMethod.POST,
            type = Route.HandlerType.BLOCKING)
    String classify(@Body Buffer slice) throws ImageException {
        Classification answer = classifier.classify(slice.getBytes());
        return String.format(
                Locale.ROOT,
                "version %d of %s says %s %.9f",
                VERSION,
                classifier.card().name(),
                answer.prediction(),
                answer.probability());
    }
}
