package io.ctattention.server.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * A bounded queue whose workers take a batch of jobs of one kind at a time, the oldest first.
 *
 * @param <K> the kind: jobs of equal kinds may share a batch
 * @param <I> what is worked on
 * @param <O> the answer
 */
public final class BatchQueue<K, I, O> implements AutoCloseable {

    private final BatchLimits limits;
    private final BatchWork<K, I, O> work;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Waiting<K, I, O>> waiting = new ArrayDeque<>();
    private final List<Thread> workers;
    private boolean closed;

    private record Waiting<K, I, O>(K kind, Job<I, O> job) {}

    private record Batch<K, I, O>(K kind, List<Job<I, O>> jobs) {}

    /**
     * Starts the workers.
     *
     * @param limits how much waits, and is worked on at a time
     * @param work does a batch; called by several threads at a time if there are several workers
     */
    public BatchQueue(BatchLimits limits, BatchWork<K, I, O> work) {
        this.limits = limits;
        this.work = work;
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
     * @param kind what they have in common with others
     * @param inputs what is worked on
     * @param released is called once for each job when nobody works on it any more, whether it was
     *     done, failed or given up
     * @return the jobs, in the order of the inputs
     * @throws RejectedExecutionException if there is no room for all of them
     * @throws IllegalStateException if the queue is closed
     */
    public List<Job<I, O>> add(K kind, List<I> inputs, Runnable released) {
        long now = System.nanoTime();
        List<Job<I, O>> jobs =
                inputs.stream().map(input -> new Job<I, O>(input, now, released)).toList();
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The queue is closed");
            }
            dropGivenUp();
            if (waiting.size() + jobs.size() > limits.capacity()) {
                throw new RejectedExecutionException(
                        String.format(
                                Locale.ROOT,
                                "%d of %d places are taken",
                                waiting.size(),
                                limits.capacity()));
            }
            jobs.forEach(job -> waiting.add(new Waiting<>(kind, job)));
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
        lock.lock();
        try {
            return waiting.size();
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
        Throwable failure = new IllegalStateException("The work left the answer open");
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
                dropGivenUp();
                K kind = due();
                if (kind != null) {
                    return take(kind);
                }
                if (!waiting.isEmpty()) {
                    changed.awaitNanos(patience(waiting.peek()));
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

    private void dropGivenUp() {
        for (Iterator<Waiting<K, I, O>> all = waiting.iterator(); all.hasNext(); ) {
            Job<I, O> job = all.next().job();
            if (job.answer().isDone()) {
                all.remove();
                job.release();
            }
        }
    }

    /** The kind of the oldest job that has waited long enough, or has enough company. */
    private K due() {
        Map<K, Integer> counts = new HashMap<>();
        for (Waiting<K, I, O> each : waiting) {
            int count = counts.merge(each.kind(), 1, Integer::sum);
            if (closed || count == limits.maxBatch() || patience(each) <= 0) {
                return each.kind();
            }
        }
        return null;
    }

    private long patience(Waiting<K, I, O> each) {
        return each.job().arrived() + limits.maxDelay().toNanos() - System.nanoTime();
    }

    private Batch<K, I, O> take(K kind) {
        List<Job<I, O>> jobs = new ArrayList<>();
        for (Iterator<Waiting<K, I, O>> all = waiting.iterator();
                all.hasNext() && jobs.size() < limits.maxBatch(); ) {
            Waiting<K, I, O> each = all.next();
            if (each.kind().equals(kind)) {
                jobs.add(each.job());
                all.remove();
            }
        }
        return new Batch<>(kind, jobs);
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
            waiting.forEach(each -> each.job().answer().completeExceptionally(stopped));
            dropGivenUp();
        } finally {
            lock.unlock();
        }
    }
}
