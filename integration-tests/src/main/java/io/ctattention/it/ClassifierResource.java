package io.ctattention.it;

import io.ctattention.image.ImageException;
import io.ctattention.model.ModelCard;
import io.ctattention.model.SliceSource;
import io.ctattention.quarkus.Classification;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.ModelName;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every way to classify. */
@Path("/classify")
@Consumes(MediaType.APPLICATION_OCTET_STREAM)
public class ClassifierResource {

    /** One of many slices: its class, or why it has none. */
    public record Item(String name, Classification answer, String error) {}

    private final CtClassifier classifier;
    private final CtClassifier wardB;
    private final ExecutorService virtualThreads;

    ClassifierResource(
            CtClassifier classifier,
            @ModelName(
                            value = "ward-b",
                            classes = {"COVID", "NonCOVID"})
                    CtClassifier wardB,
            @VirtualThreads ExecutorService virtualThreads) {
        this.classifier = classifier;
        this.wardB = wardB;
        this.virtualThreads = virtualThreads;
    }

    @POST
    public Classification bytes(byte[] slice) throws ImageException {
        return classifier.classify(slice);
    }

    @POST
    @Path("/stream")
    public Classification stream(InputStream slice) throws ImageException {
        return classifier.classify(slice);
    }

    @POST
    @Path("/ward-b")
    public Classification wardB(byte[] slice) throws ImageException {
        return wardB.classify(slice);
    }

    @POST
    @Path("/async")
    public Uni<Classification> async(byte[] slice) {
        return classifier.classifyAsync(slice);
    }

    /** On a virtual thread where the JDK has them, which a JDK 17 has not. */
    @POST
    @Path("/virtual")
    public Uni<Classification> virtual(byte[] slice) {
        return Uni.createFrom()
                .item(Unchecked.supplier(() -> classifier.classify(slice)))
                .onFailure(failure -> failure.getCause() instanceof ImageException)
                .transform(Throwable::getCause)
                .runSubscriptionOn(virtualThreads);
    }

    @POST
    @Path("/event-loop")
    @NonBlocking
    public Classification eventLoop(byte[] slice) throws ImageException {
        return classifier.classify(slice);
    }

    @POST
    @Path("/many")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public List<Item> many(@RestForm(FileUpload.ALL) List<FileUpload> slices) {
        List<SliceSource> sources =
                slices.stream().map(upload -> SliceSource.of(upload.uploadedFile())).toList();
        return classifier.classify(sources).stream()
                .map(
                        result ->
                                new Item(
                                        result.name(),
                                        result.value(),
                                        result.ok() ? null : result.error().getMessage()))
                .toList();
    }

    @GET
    @Path("/card/{model}")
    public ModelCard card(@PathParam("model") String model) {
        return model.equals("ward-b") ? wardB.card() : classifier.card();
    }

    @ServerExceptionMapper
    public Response damaged(ImageException e) {
        return Response.status(Status.BAD_REQUEST)
                .type(MediaType.TEXT_PLAIN)
                .entity(e.getMessage())
                .build();
    }
}
