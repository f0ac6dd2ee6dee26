package io.ctattention.cli.answer;

import io.ctattention.cli.terminal.CleanWriter;
import java.io.IOException;
import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** On a terminal, a bar of the slices that are answered and the time that is left. */
final class AnswerProgress implements AutoCloseable {

    private final PrintWriter err;
    private final ProgressBar bar;

    /**
     * Begins to count.
     *
     * @param err standard error
     * @param width columns of the terminal
     * @param slices how many there will be
     * @param shown whether to show it
     */
    AnswerProgress(PrintWriter err, int width, int slices, boolean shown) {
        this.err = err;
        bar =
                shown
                        ? new ProgressBarBuilder()
                                .setInitialMax(slices)
                                .setStyle(ProgressBarStyle.ASCII)
                                .setUnit(" slices", 1)
                                .setUpdateIntervalMillis(200)
                                .setConsumer(
                                        new DelegatingProgressBarConsumer(this::draw, width - 1))
                                .build()
                        : null;
    }

    private synchronized void draw(String line) {
        CleanWriter.control(err, "\r");
        err.print(line);
        err.flush();
    }

    /** Writes something else than the bar. */
    interface Writing {
        void run() throws IOException;
    }

    /** Makes room for what is written, and counts slices. */
    synchronized void step(int slices, Writing writing) throws IOException {
        clear();
        writing.run();
        if (bar != null) {
            bar.stepBy(slices);
        }
    }

    private void clear() {
        if (bar != null) {
            CleanWriter.clearLine(err);
            err.flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            clear();
        }
    }
}
