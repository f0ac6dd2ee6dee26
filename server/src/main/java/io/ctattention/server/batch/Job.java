package io.ctattention.server.batch;

import java.util.concurrent.CompletableFuture;

/**
 * A piece of work that waits, is done together with others of its kind, and has an answer.
 *
 * @param <I> what is worked on
 * @param <O> the answer
 */
public final class Job<I, O> {

    private final I input;
    private final int cost;
    private final long arrived;
    private final Runnable released;
    private final CompletableFuture<O> answer = new CompletableFuture<>();

    Job(I input, int cost, long arrived, Runnable released) {
        this.input = input;
        this.cost = Math.max(1, cost);
        this.arrived = arrived;
        this.released = released;
    }

    /**
     * Returns what is worked on.
     *
     * @return the input
     */
    public I input() {
        return input;
    }

    /** How much work it is, at least 1. */
    int cost() {
        return cost;
    }

    /**
     * Returns when the job began to wait.
     *
     * @return by {@link System#nanoTime()}
     */
    public long arrived() {
        return arrived;
    }

    /**
     * Returns the answer to come. Completing it in any way before the work begins takes the job out
     * of the queue.
     *
     * @return the answer
     */
    public CompletableFuture<O> answer() {
        return answer;
    }

    /**
     * Tells whether work on the job is useless: it has its answer, or its caller no longer waits.
     *
     * @return whether the answer was completed, in whatever way
     */
    public boolean over() {
        return answer.isDone();
    }

    /** Nobody works on the job any more, nor ever will. */
    void release() {
        released.run();
    }
}
