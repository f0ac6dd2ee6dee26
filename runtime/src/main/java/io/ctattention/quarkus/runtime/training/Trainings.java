package io.ctattention.quarkus.runtime.training;

import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.dataset.store.StoreOptions;
import io.ctattention.quarkus.runtime.CtAttentionConfig;
import io.ctattention.training.TrainingException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** The trainings of this application; they stop with it and leave checkpoints. */
@Singleton
public class Trainings {

    private static final Logger LOG = Logger.getLogger(Trainings.class);
    private static final int SECONDS_TO_FINISH = 60;

    /** Its first party is this bean; every training is another. */
    private final Phaser running = new Phaser(1);

    private final CtAttentionConfig config;
    private volatile boolean stopping;

    Trainings(CtAttentionConfig config) {
        this.config = config;
    }

    /** The slices of a request, which names them or has them. */
    static SliceSet slices(Optional<SliceSet> read, Optional<Path> data) throws IOException {
        return read.isPresent() ? read.get() : slices(data.orElseThrow(), ReadOptions.defaults());
    }

    /**
     * Reads slices, and reports what was skipped, without names, which may be those of patients.
     */
    static SliceSet slices(Path data, ReadOptions options) throws IOException {
        SliceSet slices = SliceSetReader.read(data, options);
        if (slices.leftOut().count() > 0) {
            LOG.infof("Skipped in %s: %s", data, slices.leftOut().counts());
        }
        return slices;
    }

    /** Where decoded slices live. */
    StoreOptions store() {
        return new StoreOptions(
                config.training().memoryBudget().asLongValue(),
                Runtime.getRuntime().availableProcessors());
    }

    /** Trains until it is done or told to stop. */
    interface Work<T> {
        T train(BooleanSupplier stopping) throws IOException;
    }

    <T> T run(Work<T> work) throws IOException {
        running.register();
        try {
            if (stopping) {
                throw new TrainingException("The application is stopping; no training can start");
            }
            return work.train(() -> stopping);
        } finally {
            running.arriveAndDeregister();
        }
    }

    @PreDestroy
    void stop() {
        stopping = true;
        int phase = running.arrive();
        try {
            running.awaitAdvanceInterruptibly(phase, SECONDS_TO_FINISH, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.warn("A training did not stop in time; it can be resumed from its last checkpoint");
        }
    }
}
