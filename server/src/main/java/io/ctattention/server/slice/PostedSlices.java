package io.ctattention.server.slice;

import io.ctattention.model.ModelCard;
import io.ctattention.quarkus.ModelLease;
import io.ctattention.server.ServerConfig;
import io.ctattention.server.model.ModelStamp;
import io.ctattention.server.model.Models;
import io.ctattention.server.upload.Upload;
import io.ctattention.server.upload.UploadReader;
import io.ctattention.server.upload.Uploads;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Answers what a request posts. */
@Singleton
class PostedSlices {

    /** What the OpenAPI document says of the parameter. */
    static final String MODEL = "the model's name; by default the unnamed or only model";

    private final Models models;
    private final SliceRequests requests;
    private final UploadReader reader;
    private final Uploads uploads;

    PostedSlices(Models models, SliceRequests requests, UploadReader reader, ServerConfig config) {
        this.models = models;
        this.requests = requests;
        this.reader = reader;
        uploads = new Uploads(config.maxSlices());
    }

    /**
     * Answers the slices of a request, all with the same model. Nothing comes when the caller is
     * gone: what REST would write then fails, whereupon it closes the connection, and with it the
     * other streams of HTTP/2.
     *
     * @param model its name in the request, or null
     * @param asked makes the task of the model's card
     * @param type the body's content type, or null
     * @return the answers; fails with a {@link ProblemException}
     */
    Uni<Answered> answer(
            String model,
            Function<ModelCard, SliceTask> asked,
            String type,
            RoutingContext context) {
        AtomicBoolean over = new AtomicBoolean();
        return reader.read(context)
                .chain(
                        body -> {
                            Uni<Answered> answer = answer(model, asked, type, body, context);
                            // End handlers run in reverse order: this one before jobs are given up.
                            context.addEndHandler(end -> over.set(true));
                            return answer;
                        })
                .onFailure(failure -> over.get())
                .recoverWithUni(gone -> Uni.createFrom().nothing());
    }

    private Uni<Answered> answer(
            String model,
            Function<ModelCard, SliceTask> asked,
            String type,
            byte[] body,
            RoutingContext context) {
        long start = System.nanoTime();
        List<Upload> files = uploads.of(type, body);
        ModelLease lease = models.lease(model);
        try {
            ModelCard card = lease.card();
            ModelStamp stamp = ModelStamp.of(lease);
            return requests.answer(lease, asked.apply(card), files, context)
                    .map(results -> new Answered(stamp, card, results, start));
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }
}
