package io.ctattention.image;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Ends work that nobody waits for any more. Decoding looks at every few rows of pixels; Score-CAM
 * and Ablation-CAM look before every batch of channels, for a slice takes them as long as dozens of
 * forward passes. A forward pass and the other methods, which take about two, are finished.
 */
public final class Interruption {

    private static final ThreadLocal<BooleanSupplier> UNWANTED = new ThreadLocal<>();

    private Interruption() {}

    /**
     * Works on this thread as long as the work is wanted.
     *
     * @param <T> what the work returns
     * @param unwanted is asked now and then, on this thread, and answers quickly
     * @param work decodes or explains slices, in whatever way
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

    /**
     * Looks whether the work of this thread is still wanted.
     *
     * @throws CancellationException if it is not
     */
    public static void check() {
        if (isUnwanted()) {
            throw ended();
        }
    }

    static CancellationException ended() {
        return new CancellationException("Nobody waits for this any more");
    }

    static boolean isUnwanted() {
        BooleanSupplier unwanted = UNWANTED.get();
        return unwanted != null && unwanted.getAsBoolean();
    }
}
