package io.ctattention.quarkus.runtime.telemetry;

import io.ctattention.quarkus.runtime.telemetry.CallObserver.Call;
import io.ctattention.quarkus.runtime.telemetry.CallObserver.Observation;
import io.quarkus.arc.All;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.runtime.BlockingOperationNotAllowedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Runs slow work, here or on the worker pool, observed, and never on an event loop. */
@Singleton
public class Calls {

    private final List<CallObserver> observers;

    Calls(@All List<CallObserver> observers) {
        this.observers = observers;
    }

    /** Runs work on this thread. */
    public <T> T now(Call call, ToIntFunction<T> unreadable, Callable<T> work) throws Exception {
        if (!BlockingOperationControl.isBlockingAllowed()) {
            throw new BlockingOperationNotAllowedException(
                    String.format(
                            Locale.ROOT,
                            "Cannot %s on an event loop, as that would block it: use the method"
                                    + " whose name ends with Async, or annotate the caller with"
                                    + " @Blocking or @RunOnVirtualThread",
                            call.operation()));
        }
        return observed(begin(call), unreadable, work);
    }

    /** Runs work on this thread that reads and writes files. */
    public <T> T nowWithFiles(Call call, ToIntFunction<T> unreadable, Callable<T> work)
            throws IOException {
        try {
            return now(call, unreadable, work);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs work on the worker pool, for every subscription. */
    public <T> Uni<T> later(Call call, ToIntFunction<T> unreadable, Callable<T> work) {
        return Uni.createFrom()
                .deferred(
                        () -> {
                            List<Observation> begun = begin(call);
                            return Uni.createFrom()
                                    .item(() -> unchecked(() -> observed(begun, unreadable, work)))
                                    .onFailure(Checked.class)
                                    .transform(Throwable::getCause)
                                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
                        });
    }

    /** Work that checks now and then whether it is still wanted. */
    public interface Cancellable<T> {
        T call(BooleanSupplier cancelled) throws Exception;
    }

    /** Runs work on the worker pool, for every subscription, until that is cancelled. */
    public <T> Uni<T> laterUntilCancelled(Supplier<Call> call, Cancellable<T> work) {
        return Uni.createFrom()
                .deferred(
                        () -> {
                            AtomicBoolean cancelled = new AtomicBoolean();
                            return later(call.get(), done -> 0, () -> work.call(cancelled::get))
                                    .onCancellation()
                                    .invoke(() -> cancelled.set(true));
                        });
    }

    private List<Observation> begin(Call call) {
        return observers.stream().map(observer -> observer.begin(call)).toList();
    }

    private static <T> T observed(
            List<Observation> observations, ToIntFunction<T> unreadable, Callable<T> work)
            throws Exception {
        int bad = 0;
        Throwable failure = null;
        try {
            T answer = work.call();
            bad = unreadable.applyAsInt(answer);
            return answer;
        } catch (Throwable e) {
            failure = e;
            throw e;
        } finally {
            for (Observation observation : observations) {
                observation.end(bad, failure);
            }
        }
    }

    /** Carries a checked exception through a supplier. */
    private static final class Checked extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Checked(Exception cause) {
            super(cause);
        }
    }

    private static <T> T unchecked(Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new Checked(e);
        }
    }
}
