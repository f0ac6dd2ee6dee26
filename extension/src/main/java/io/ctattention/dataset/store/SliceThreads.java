package io.ctattention.dataset.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that decode: daemons, so that they never keep a process alive. */
final class SliceThreads {

    static final String NAME = "ct-attention-slices-";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private SliceThreads() {}

    static ExecutorService start(int threads) {
        return Executors.newFixedThreadPool(
                threads,
                task -> {
                    Thread thread = new Thread(task, NAME + NUMBER.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** The task's result, or the exception that ended it. */
    static <T> T await(Future<T> task) throws IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException fault) {
                throw fault;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        } catch (CancellationException e) {
            throw new IOException("Closed while slices were decoded", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while slices were decoded");
        }
    }

    /** Drops what waits, and returns when what runs has ended, or at once if interrupted. */
    static void stop(ExecutorService threads) {
        for (Runnable waiting : threads.shutdownNow()) {
            ((Future<?>) waiting).cancel(false);
        }
        try {
            while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                // a decoder cannot be interrupted, but every image ends
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
