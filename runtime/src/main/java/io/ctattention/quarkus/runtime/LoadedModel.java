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
import io.ctattention.quarkus.runtime.device.DeviceFailures;
import io.ctattention.quarkus.runtime.device.PredictorPool;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** A configured model in memory, and the predictors that share it. */
public final class LoadedModel implements ModelSource {

    private static final Logger LOG = Logger.getLogger(LoadedModel.class);
    private static final int SECONDS_TO_FINISH = 30;

    private final String name;
    private final CtModel model;
    private final Semaphore permits;
    private final DeviceFailures failures;
    private final AtomicInteger users = new AtomicInteger(1); // one stands for the slot
    private final CompletableFuture<Void> unused = new CompletableFuture<>();
    private final PredictorPool<Classifications> classifying;
    private final Map<GradCamTarget, PredictorPool<Explanation>> explaining =
            new ConcurrentHashMap<>();

    LoadedModel(String name, CtModel model, int predictors, DeviceFailures failures) {
        this.name = name;
        this.model = model;
        this.failures = failures;
        permits = new Semaphore(predictors, true);
        ModelCard card = model.card();
        classifying =
                new PredictorPool<>(
                        model.model(),
                        new SliceTranslator(card.network(), card.classes()),
                        permits,
                        failures);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ModelCard card() {
        return model.card();
    }

    public CtModel model() {
        return model;
    }

    public String device() {
        return Devices.id(model.model().getNDManager().getDevice());
    }

    ZooModelBean zooModel() {
        return new ZooModelBean(model.model());
    }

    GradCamTranslator translator(GradCamTarget target) {
        return new GradCamTranslator(
                card(), target.explainedClass(), target.layer(), target.method());
    }

    List<Classifications> classify(List<BufferedImage> slices) {
        return classifying.predict(slices);
    }

    public List<Explanation> explain(List<BufferedImage> slices, GradCamTarget target) {
        return explaining
                .computeIfAbsent(
                        target,
                        key ->
                                new PredictorPool<>(
                                        model.model(), translator(key), permits, failures))
                .predict(slices);
    }

    /**
     * Checks a target before any slice is read.
     *
     * @throws IllegalArgumentException if the model has no such class or layer
     */
    public void require(GradCamTarget target) {
        translator(target); // checks the class
        if (target.layer() == Layer.ATTENTION && !card().network().endsWithAttention()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The model %s is a %s network without attention; only the layer conv can be explained",
                            name,
                            card().name()));
        }
    }

    /** Begins to use the model, unless nobody may any more. */
    boolean tryEnter() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    @Override
    public LoadedModel enter() {
        if (!tryEnter()) {
            throw closed(name);
        }
        return this;
    }

    static IllegalStateException closed(String name) {
        return new IllegalStateException(
                String.format(
                        Locale.ROOT,
                        "The model %s is closed: the application is stopping, or a lease is over",
                        name));
    }

    /** The last one to leave a model that was given up has it freed. */
    public void exit() {
        if (users.decrementAndGet() == 0) {
            unused.complete(null);
        }
    }

    /** Frees everything when nobody uses the model any more. */
    void retire(Executor executor) {
        unused.thenRunAsync(this::free, executor);
        exit();
    }

    /** Waits for those who use the model, then frees everything. */
    void close() {
        exit();
        try {
            unused.get(SECONDS_TO_FINISH, TimeUnit.SECONDS);
            free();
        } catch (TimeoutException e) {
            // Freeing the weights under a running forward pass would crash the process.
            LOG.warnf("Predictions of the model %s are still running; it stays in memory", name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // it is only ever completed with nothing
        }
    }

    private void free() {
        classifying.close();
        explaining.values().forEach(PredictorPool::close);
        model.close();
    }
}
