package io.ctattention.image;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Stops work whose caller no longer waits. Decoding checks after every few rows of pixels;
 * Score-CAM and Ablation-CAM check before every batch of channels, because a slice takes them as
 * long as dozens of forward passes. A forward pass and the other methods, which take about two, are
 * finished.
 */
public final class Interruption {

    private static final ThreadLocal<BooleanSupplier> UNWANTED = new ThreadLocal<>();

    private Interruption() {}

    /**
     * Runs work on this thread for as long as it is wanted.
     *
     * @param <T> what the work returns
     * @param unwanted is asked now and then, on this thread, and answers quickly
     * @param work decodes or explains slices, in whatever way
     * @return what the work returns
     * @throws CancellationException if the work was cancelled
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
     * Checks whether the work of this thread is still wanted.
     *
     * @throws CancellationException if it is not
     */
    public static void check() {
        if (isUnwanted()) {
            throw ended();
        }
    }

    static CancellationException ended() {
        return new CancellationException("The caller no longer waits for this");
    }

    static boolean isUnwanted() {
        BooleanSupplier unwanted = UNWANTED.get();
        return unwanted != null && unwanted.getAsBoolean();
    }
}
