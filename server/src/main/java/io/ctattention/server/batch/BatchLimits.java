package io.ctattention.server.batch;

import java.time.Duration;
import java.util.Locale;

/**
 * The limits of a queue: how much may wait, and how much is processed at the same time.
 *
 * @param capacity most jobs that wait, at least 1
 * @param maxCost most cost that waits, at least 1
 * @param maxBatch most jobs in a batch, at least 1
 * @param maxDelay how long a job waits for company, zero for not at all
 * @param workers how many batches are worked on at a time, at least 1
 * @param closing how long a queue that is closed waits for its workers
 */
public record BatchLimits(
        int capacity,
        long maxCost,
        int maxBatch,
        Duration maxDelay,
        int workers,
        Duration closing) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is too small
     */
    public BatchLimits {
        if (capacity < 1 || maxCost < 1 || maxBatch < 1 || workers < 1 || maxDelay.isNegative()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "capacity %d, cost %d, batch %d, workers %d and delay %s must be positive",
                            capacity,
                            maxCost,
                            maxBatch,
                            workers,
                            maxDelay));
        }
    }

    /**
     * Returns the most that a batch of several jobs costs, for others wait until it is done: a full
     * batch of jobs that cost 2 each.
     */
    long batchCost() {
        return 2L * maxBatch;
    }
}
