package io.ctattention.quarkus.runtime;

import ai.djl.modality.Classifications;
import io.ctattention.explanation.Explanation;
import io.ctattention.explanation.GradCamTranslator;
import io.ctattention.explanation.Layer;
import io.ctattention.model.CtModel;
import io.ctattention.model.Devices;
import io.ctattention.model.ModelCard;
import io.ctattention.model.SliceTranslator;
import io.ctattention.quarkus.GradCamTarget;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** A configured model in memory, and the predictors that share it. */
final class LoadedModel {

    private static final Logger LOG = Logger.getLogger(LoadedModel.class);
    private static final int SECONDS_TO_FINISH = 30;

    private final String name;
    private final CtModel model;
    private final int predictors;
    private final Semaphore permits;
    private final PredictorPool<Classifications> classifying;
    private final Map<GradCamTarget, PredictorPool<Explanation>> explaining =
            new ConcurrentHashMap<>();

    LoadedModel(String name, CtModel model, int predictors) {
        this.name = name;
        this.model = model;
        this.predictors = predictors;
        permits = new Semaphore(predictors, true);
        ModelCard card = model.card();
        classifying =
                new PredictorPool<>(
                        model.model(),
                        new SliceTranslator(card.network(), card.classes()),
                        permits);
    }

    String name() {
        return name;
    }

    ModelCard card() {
        return model.card();
    }

    CtModel model() {
        return model;
    }

    String device() {
        return Devices.word(model.model().getNDManager().getDevice());
    }

    ZooModelBean zooModel() {
        return new ZooModelBean(model.model());
    }

    GradCamTranslator translator(GradCamTarget target) {
        return new GradCamTranslator(
                card().classes(), target.explainedClass(), target.layer(), target.method());
    }

    List<Classifications> classify(List<BufferedImage> slices) {
        return classifying.predict(slices);
    }

    List<Explanation> explain(List<BufferedImage> slices, GradCamTarget target) {
        return explaining
                .computeIfAbsent(
                        target, key -> new PredictorPool<>(model.model(), translator(key), permits))
                .predict(slices);
    }

    /**
     * Checks a target before any slice is read.
     *
     * @throws IllegalArgumentException if the model has no such class or layer
     */
    void require(GradCamTarget target) {
        translator(target); // checks the class
        if (target.layer() == Layer.ATTENTION && !card().network().endsWithAttention()) {
            throw new IllegalArgumentException(
                    "The model %s is a %s network without attention; only the layer conv can be explained"
                            .formatted(name, card().name()));
        }
    }

    /** Lets predictions in progress finish, then frees everything. */
    void close() {
        boolean finished = false;
        try {
            finished = permits.tryAcquire(predictors, SECONDS_TO_FINISH, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!finished) {
            // Freeing the weights under a running forward pass would crash the process.
            LOG.warnf("Predictions of the model %s are still running; it stays in memory", name);
            return;
        }
        classifying.close();
        explaining.values().forEach(PredictorPool::close);
        model.close();
    }
}
