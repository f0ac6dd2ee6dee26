package io.ctattention.dataset.store;

import java.util.Locale;

/**
 * How much a {@link SliceStore} may use.
 *
 * @param memoryBudget bytes for decoded slices, 0 or more
 * @param threads threads that decode and prepare, at least 1
 */
public record StoreOptions(long memoryBudget, int threads) {

    /** Bytes for decoded slices when nobody says: 2 GiB, which holds 33 000 slices of 180 x 180. */
    public static final long MEMORY_BUDGET = 2L << 30;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the budget is negative or there is no thread
     */
    public StoreOptions {
        if (memoryBudget < 0 || threads < 1) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "memoryBudget is %d and threads %d; they must be at least 0 and 1",
                            memoryBudget,
                            threads));
        }
    }

    /**
     * Returns 2 GiB and a thread for each core.
     *
     * @return the options
     */
    public static StoreOptions defaults() {
        return new StoreOptions(MEMORY_BUDGET, Runtime.getRuntime().availableProcessors());
    }
}
