package io.ctattention.quarkus.runtime;

import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.ClassActivationMap;
import io.ctattention.explanation.Explanation;
import io.ctattention.model.CtModel;
import io.ctattention.model.Devices;
import io.ctattention.model.Inference;
import io.ctattention.model.ModelCard;
import io.ctattention.model.SliceReader.ReadSlice;
import io.ctattention.quarkus.runtime.device.DeviceFailures;
import io.ctattention.quarkus.runtime.device.DeviceFailures.Work;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** A configured model in memory, which some threads may use at a time. */
public final class LoadedModel implements ModelSource {

    private static final Logger LOG = Logger.getLogger(LoadedModel.class);
    private static final int SECONDS_TO_FINISH = 30;

    private final String name;
    private final CtModel model;
    private final Semaphore permits;
    private final DeviceFailures failures;
    private final AtomicInteger users = new AtomicInteger(1); // one stands for the slot
    private final CompletableFuture<Void> unused = new CompletableFuture<>();

    LoadedModel(String name, CtModel model, int predictors, DeviceFailures failures) {
        this.name = name;
        this.model = model;
        this.failures = failures;
        permits = new Semaphore(predictors, true);
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

    /** Returns the probability of each class, by slice. */
    List<double[]> classify(List<ReadSlice> slices) {
        return pass(() -> Inference.classify(model, slices));
    }

    public List<Explanation> explain(List<ReadSlice> slices, CamTarget target) {
        return pass(() -> ClassActivationMap.explain(model, slices, target));
    }

    /** One of a few that run at a time; whether it fails tells how the device does. */
    private <T> T pass(Work<T, RuntimeException> work) {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting for the model");
        }
        try {
            return failures.watch(device(), work);
        } finally {
            permits.release();
        }
    }

    /** Starts to use the model, unless it is closed. */
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

    /** Frees everything when the model is no longer used. */
    void retire(Executor executor) {
        unused.thenRunAsync(model::close, executor);
        exit();
    }

    /** Waits until the model is no longer used, then frees everything. */
    void close() {
        exit();
        try {
            unused.get(SECONDS_TO_FINISH, TimeUnit.SECONDS);
            model.close();
        } catch (TimeoutException e) {
            // Freeing the weights under a running forward pass would crash the process.
            LOG.warnf("Predictions of the model %s are still running; it stays in memory", name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // it is only ever completed with nothing
        }
    }
}
