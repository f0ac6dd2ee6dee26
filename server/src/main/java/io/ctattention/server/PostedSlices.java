package io.ctattention.server;

import io.ctattention.model.ModelCard;
import io.ctattention.quarkus.ModelLease;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/** Answers what a request posts. */
@Singleton
class PostedSlices {

    /** What the OpenAPI document says of the parameter. */
    static final String MODEL = "the model's name; without it the unnamed or only one";

    private final Models models;
    private final SliceRequests requests;
    private final Uploads uploads;

    PostedSlices(Models models, SliceRequests requests, ServerConfig config) {
        this.models = models;
        this.requests = requests;
        uploads = new Uploads(config.maxSlices());
    }

    /**
     * Has a request's slices answered, all by the same model.
     *
     * @param model its name in the request, or null
     * @param asked makes the task of the model's card
     * @param type the body's content type, or null
     * @return the answers; fails, or throws, a {@link ProblemException}
     */
    <T> Uni<Answered<T>> answer(
            String model,
            Function<ModelCard, SliceTask<T>> asked,
            String type,
            RoutingContext context) {
        long start = System.nanoTime();
        List<Upload> files = uploads.of(type, UploadReader.body(context));
        ModelLease lease = models.lease(model);
        ModelCard card = lease.card();
        ModelStamp stamp = ModelStamp.of(lease);
        return requests.answer(lease, task(lease, asked), files, context)
                .map(outcomes -> new Answered<>(stamp, card, outcomes, start));
    }

    private static <T> SliceTask<T> task(
            ModelLease lease, Function<ModelCard, SliceTask<T>> asked) {
        try {
            return asked.apply(lease.card());
        } catch (ProblemException e) {
            lease.close();
            throw e;
        }
    }
}
