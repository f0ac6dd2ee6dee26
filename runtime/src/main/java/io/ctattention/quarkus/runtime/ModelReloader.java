package io.ctattention.quarkus.runtime;

import io.ctattention.quarkus.ModelLoaded;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Checks regularly whether the folders of models were replaced. */
@Singleton
public class ModelReloader {

    private static final Logger LOG = Logger.getLogger(ModelReloader.class);

    private final Event<ModelLoaded> loaded;
    private final List<ModelWatch> watches = new ArrayList<>();
    private ScheduledExecutorService looking;

    ModelReloader(Event<ModelLoaded> loaded) {
        this.loaded = loaded;
    }

    /** Adds a folder to check, before the first check. */
    void add(ModelWatch watch) {
        watches.add(watch);
    }

    /**
     * Starts the checks.
     *
     * @throws ConfigurationException if there is no time between two looks
     */
    void start(Duration every) {
        if (every.toMillis() < 1) {
            String key = "quarkus.ct-attention.reload";
            throw LoadedModels.error(
                    key,
                    String.format(Locale.ROOT, "%s is %s; at least 1ms is needed", key, every));
        }
        if (watches.isEmpty()) {
            return;
        }
        looking =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            Thread thread = new Thread(work, "ct-attention-reload");
                            thread.setDaemon(true);
                            return thread;
                        });
        looking.scheduleWithFixedDelay(
                this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        Executor executor = Infrastructure.getDefaultExecutor();
        for (ModelWatch watch : watches) {
            try {
                watch.look(executor, this::tell);
            } catch (Throwable e) { // whatever escapes would end the looking
                LOG.error("The check for a new model failed; it will be repeated", e);
            }
        }
    }

    private void tell(LoadedModel model) {
        LOG.infof(
                "The model %s was replaced: %s, SHA-256 %s, on %s",
                model.name(), model.card().name(), model.card().parametersSha256(), model.device());
        Events.fire(loaded, new ModelLoaded(model.name(), model.card(), model.device()));
    }

    /** Stops, after a running check: it must not load into a stopped application. */
    @PreDestroy
    void stop() throws InterruptedException {
        if (looking != null) {
            looking.shutdown();
            looking.awaitTermination(30, TimeUnit.SECONDS);
        }
    }
}
