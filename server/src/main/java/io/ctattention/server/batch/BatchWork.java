package io.ctattention.server.batch;

import java.util.List;

/**
 * Does a batch.
 *
 * @param <K> what the jobs of a batch have in common
 * @param <I> what is worked on
 * @param <O> the answer
 */
@FunctionalInterface
public interface BatchWork<K, I, O> {

    /**
     * Works, and completes the answer of each job. Answers that it leaves open fail, with what it
     * throws if it throws.
     *
     * @param kind what the jobs have in common
     * @param jobs the jobs, the oldest first
     * @throws Exception if all that is left open shall fail
     */
    void run(K kind, List<Job<I, O>> jobs) throws Exception;
}
