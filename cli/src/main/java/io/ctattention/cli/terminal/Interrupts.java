package io.ctattention.cli.terminal;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;

/**
 * Turns the first SIGINT or SIGTERM into a request to stop; the second one ends the process at
 * once. Ends with {@link #close()}.
 */
public final class Interrupts implements AutoCloseable {

    private static final int BY_SIGNAL = 128;
    private static final int INT = 2;
    private static final int TERM = 15;

    private final PrintWriter err;
    private final String finishing;
    private final AtomicInteger received = new AtomicInteger();
    private final Object beforeInt;
    private final Object beforeTerm;

    private Interrupts(PrintWriter err, String finishing) {
        this.err = err;
        this.finishing = finishing;
        beforeInt = Signals.register("INT", () -> receive(INT));
        beforeTerm = Signals.register("TERM", () -> receive(TERM));
    }

    /**
     * Listens, for a training.
     *
     * @param err standard error
     * @return to be closed
     */
    public static Interrupts listen(PrintWriter err) {
        return listen(err, "Finishing the batch and writing a checkpoint");
    }

    /**
     * Listens, and says at the first signal what is still finished.
     *
     * @param err standard error
     * @param finishing what goes on after the first signal
     * @return to be closed
     */
    public static Interrupts listen(PrintWriter err, String finishing) {
        return new Interrupts(err, finishing);
    }

    private void receive(int signal) {
        if (!received.compareAndSet(0, signal)) {
            Runtime.getRuntime().halt(BY_SIGNAL + signal);
        }
        err.println();
        err.println(finishing + "; interrupt again to stop at once.");
        err.flush();
    }

    /**
     * Tells whether a signal came.
     *
     * @return whether to stop
     */
    public boolean requested() {
        return received.get() != 0;
    }

    /**
     * Returns what a process returns that a signal has ended.
     *
     * @return 130 for SIGINT, 143 for SIGTERM
     */
    public int exitCode() {
        return BY_SIGNAL + received.get();
    }

    @Override
    public void close() {
        Signals.unregister("INT", beforeInt);
        Signals.unregister("TERM", beforeTerm);
    }
}
