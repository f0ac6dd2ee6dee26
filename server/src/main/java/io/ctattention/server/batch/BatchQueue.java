package io.ctattention.server.batch;

import io.ctattention.server.batch.WaitingJobs.Batch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * A bounded queue whose workers take a batch of jobs of one kind at a time. The jobs of a caller
 * keep their order, and callers take turns: see {@link WaitingJobs}.
 *
 * @param <K> the kind: jobs of equal kinds may share a batch
 * @param <I> what is worked on
 * @param <O> the answer
 */
public final class BatchQueue<K, I, O> implements AutoCloseable {

    private final BatchLimits limits;
    private final ToIntFunction<I> cost;
    private final BatchWork<K, I, O> work;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final WaitingJobs<K, I, O> waiting;
    private final List<Thread> workers;
    private boolean closed;

    /**
     * Starts the workers.
     *
     * @param limits how much waits, and is worked on at a time
     * @param cost says how much work an input is, from 1
     * @param work does a batch; called by several threads at a time if there are several workers
     */
    public BatchQueue(BatchLimits limits, ToIntFunction<I> cost, BatchWork<K, I, O> work) {
        this.limits = limits;
        this.cost = cost;
        this.work = work;
        waiting = new WaitingJobs<>(limits);
        workers =
                Stream.iterate(1, n -> n + 1)
                        .limit(limits.workers())
                        .map(n -> new Thread(this::work, "ct-attention-batch-" + n))
                        .toList();
        workers.forEach(worker -> worker.setDaemon(true));
        workers.forEach(Thread::start);
    }

    /**
     * Adds jobs, all or none.
     *
     * @param caller whose they are: callers have their turns, and their shares of the room
     * @param kind what they have in common with others
     * @param inputs what is worked on
     * @param released is called once for each job when nobody works on it any more, whether it was
     *     done, failed or cancelled
     * @return the jobs, in the order of the inputs
     * @throws RejectedExecutionException if there is no room for all of them
     * @throws IllegalStateException if the queue is closed
     */
    public List<Job<I, O>> add(String caller, K kind, List<I> inputs, Runnable released) {
        long now = System.nanoTime();
        List<Job<I, O>> jobs =
                inputs.stream()
                        .map(i -> new Job<I, O>(i, cost.applyAsInt(i), now, released))
                        .toList();
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The queue is closed");
            }
            waiting.dropGivenUp();
            if (!waiting.add(caller, kind, jobs)) {
                throw new RejectedExecutionException(
                        String.format(
                                Locale.ROOT,
                                "%d of %d places are taken, at a cost of %d of %d; one caller may"
                                        + " take at most as many as are left",
                                waiting.size(),
                                limits.capacity(),
                                waiting.cost(),
                                limits.maxCost()));
            }
            changed.signalAll();
            return jobs;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns how many jobs wait.
     *
     * @return from 0
     */
    public int size() {
        return locked(waiting::size);
    }

    /**
     * Returns the cost of the jobs that wait.
     *
     * @return from 0
     */
    public long cost() {
        return locked(waiting::cost);
    }

    private <T> T locked(Supplier<T> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            for (Batch<K, I, O> batch = next(); batch != null; batch = next()) {
                run(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Batch<K, I, O> batch) {
        Throwable failure = new IllegalStateException("The task ended without a result");
        try {
            work.run(batch.kind(), batch.jobs());
        } catch (Throwable e) { // an error of one batch must not end the worker
            failure = e;
        } finally {
            for (Job<I, O> job : batch.jobs()) {
                job.answer().completeExceptionally(failure);
                job.release();
            }
        }
    }

    /** Waits for a batch; null when the queue is closed and empty. */
    private Batch<K, I, O> next() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                waiting.dropGivenUp();
                Optional<Batch<K, I, O>> batch = waiting.take(closed);
                if (batch.isPresent()) {
                    return batch.get();
                }
                if (waiting.size() > 0) {
                    changed.awaitNanos(waiting.patience());
                } else if (closed) {
                    return null;
                } else {
                    changed.await();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes jobs whose callers no longer wait, and tells those that are running.
     *
     * @param jobs of this queue, in whatever state
     */
    public void giveUp(List<Job<I, O>> jobs) {
        long left = jobs.stream().filter(job -> job.answer().cancel(false)).count();
        if (left == 0) { // all were answered, as most are
            return;
        }
        lock.lock();
        try {
            waiting.dropGivenUp();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more jobs, and lets the workers finish those that wait. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        long end = System.nanoTime() + limits.closing().toNanos();
        for (Thread worker : workers) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(worker, Math.max(1, end - System.nanoTime()));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        giveUpAll();
    }

    private void giveUpAll() {
        lock.lock();
        try {
            IllegalStateException stopped = new IllegalStateException("The queue was closed");
            waiting.jobs().forEach(job -> job.answer().completeExceptionally(stopped));
            waiting.dropGivenUp();
        } finally {
            lock.unlock();
        }
    }
}
