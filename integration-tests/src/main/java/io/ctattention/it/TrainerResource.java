package io.ctattention.it;

import ai.djl.training.evaluator.Evaluator;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.phantom.PhantomSlices;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.CtTrainer;
import io.ctattention.quarkus.EpochFinished;
import io.ctattention.quarkus.F1Evaluator;
import io.ctattention.quarkus.ModelLoaded;
import io.ctattention.quarkus.TrainedModel;
import io.ctattention.quarkus.TrainingFinished;
import io.ctattention.quarkus.TrainingProgress;
import io.ctattention.quarkus.TrainingRequest;
import io.ctattention.training.recipe.TrainingRecipe;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.resteasy.reactive.RestQuery;

/** Trains on phantom slices, and evaluates. */
@Path("/train")
@ApplicationScoped
public class TrainerResource {

    /** What came out of a training. */
    public record Trained(String folder, int epochs, String sha256, int scored, double macroF1) {}

    private final CtTrainer trainer;
    private final F1Evaluator evaluator;
    private final CtClassifier classifier;
    private final List<String> events = new CopyOnWriteArrayList<>();

    TrainerResource(CtTrainer trainer, F1Evaluator evaluator, CtClassifier classifier) {
        this.trainer = trainer;
        this.evaluator = evaluator;
        this.classifier = classifier;
    }

    @POST
    public Trained train(@RestQuery int epochs) throws IOException {
        SliceSet slices = phantoms();
        TrainedModel trained = trainer.train(slices, TrainingRecipe.PAPER.withEpochs(epochs));
        var report = evaluator.evaluate(trained, slices);
        return new Trained(
                trained.folder().toString(),
                trained.result().history().epochs().size(),
                trained.card().parametersSha256(),
                report.slices(),
                report.metrics().get(io.ctattention.evaluation.Metric.MACRO_F1).value());
    }

    @POST
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking // it draws the slices first
    public Multi<String> stream(@RestQuery int epochs) throws IOException {
        return trainer.trainAsMulti(
                        TrainingRequest.builder()
                                .setData(phantoms())
                                .optRecipe(TrainingRecipe.PAPER.withEpochs(epochs))
                                .build())
                .map(TrainerResource::id);
    }

    private static String id(TrainingProgress step) {
        if (step instanceof TrainingProgress.EpochDone done) {
            return "epoch " + done.epoch().epoch();
        }
        return step.getClass().getSimpleName();
    }

    @GET
    @Path("/evaluation")
    public String evaluation() throws IOException {
        return evaluator.evaluate(classifier, phantoms()).toJson();
    }

    @GET
    @Path("/djl-evaluator")
    public String djlEvaluator() {
        Evaluator djl = evaluator.forTrainer(classifier.card().classes(), "COVID");
        return djl.getName();
    }

    private static SliceSet phantoms() throws IOException {
        java.nio.file.Path folder = Files.createTempDirectory("phantoms");
        new PhantomSlices(2).write(folder, 48);
        return SliceSetReader.read(folder, ReadOptions.defaults());
    }

    @GET
    @Path("/events")
    public List<String> events() {
        return events;
    }

    void loaded(@Observes ModelLoaded event) {
        events.add("loaded " + event.name());
    }

    void epoch(@Observes EpochFinished event) {
        events.add("epoch " + event.epoch().epoch());
    }

    void finished(@Observes TrainingFinished event) {
        events.add("training " + event.result().end());
    }
}
