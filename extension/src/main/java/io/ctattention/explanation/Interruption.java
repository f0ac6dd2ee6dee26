package io.ctattention.explanation;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Ends explanations that nobody waits for any more: Score-CAM and Ablation-CAM look before every
 * batch of channels, for a slice takes them as long as dozens of forward passes. The other methods
 * take about two, and are finished.
 */
public final class Interruption {

    private static final ThreadLocal<BooleanSupplier> UNWANTED = new ThreadLocal<>();

    private Interruption() {}

    /**
     * Works on this thread as long as the work is wanted.
     *
     * @param <T> what the work returns
     * @param unwanted is asked now and then, on this thread, and answers quickly
     * @param work explains slices, in whatever way
     * @return what the work returns
     * @throws CancellationException if the work was given up
     */
    public static <T> T when(BooleanSupplier unwanted, Supplier<T> work) {
        BooleanSupplier outer = UNWANTED.get();
        UNWANTED.set(unwanted);
        try {
            return work.get();
        } finally {
            UNWANTED.set(outer);
        }
    }

    /** Looks whether the work of this thread is still wanted. */
    static void check() {
        BooleanSupplier unwanted = UNWANTED.get();
        if (unwanted != null && unwanted.getAsBoolean()) {
            throw new CancellationException("Nobody waits for the explanation any more");
        }
    }
}
