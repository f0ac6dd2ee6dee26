package io.ctattention.cli.text;

import io.ctattention.cli.terminal.CleanWriter;
import io.ctattention.cli.terminal.Terminal;
import io.ctattention.evaluation.Metric;
import io.ctattention.training.EpochRecord;
import io.ctattention.training.TrainingListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A line for each epoch, and on a terminal a progress bar below them. */
public final class TrainingProgress implements TrainingListener, AutoCloseable {

    private final PrintWriter err;
    private final int width;
    private final boolean terminal;
    private final Consumer<TrainingStart> head;
    private ProgressBar bar;
    private int epochs;

    /**
     * Shows the progress of a training.
     *
     * @param err standard error
     * @param width columns of the terminal
     * @param head prints what is about to be trained
     */
    public TrainingProgress(PrintWriter err, int width, Consumer<TrainingStart> head) {
        this.err = err;
        this.width = width;
        this.head = head;
        terminal = Terminal.interactive();
    }

    @Override
    public void started(TrainingStart start) {
        epochs = start.epochs();
        head.accept(start);
    }

    @Override
    public void batchDone(BatchProgress progress) {
        if (!terminal) {
            return;
        }
        long done = (progress.epoch() - 1L) * progress.batches() + progress.batch();
        if (bar == null) {
            bar = start(done - 1, (long) progress.epochs() * progress.batches());
        }
        bar.stepTo(done);
        bar.setExtraMessage(
                String.format(
                        Locale.ROOT,
                        "epoch %d/%d  loss %s  F1 %s",
                        progress.epoch(),
                        progress.epochs(),
                        number(progress.loss()),
                        number(progress.f1())));
    }

    private ProgressBar start(long done, long batches) {
        return new ProgressBarBuilder()
                .setInitialMax(batches)
                .startsFrom(done, Duration.ZERO)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, width - 1))
                .build();
    }

    private synchronized void draw(String line) {
        CleanWriter.control(err, "\r");
        err.print(line);
        err.flush();
    }

    @Override
    public synchronized void epochDone(EpochRecord epoch, boolean best) {
        if (terminal) {
            CleanWriter.clearLine(err);
        }
        err.println(
                String.format(
                        Locale.ROOT,
                        "epoch %2d/%d  train: loss %s F1 %s  val: loss %s F1 %s macroF1 %s AUROC %s balanced %s  %s s%s",
                        epoch.epoch(),
                        epochs,
                        number(epoch.trainLoss()),
                        number(epoch.trainF1() == null ? Double.NaN : epoch.trainF1()),
                        number(epoch.validation(Metric.LOSS)),
                        number(epoch.validation(Metric.F1)),
                        number(epoch.validation(Metric.MACRO_F1)),
                        number(epoch.validation(Metric.AUROC)),
                        number(epoch.validation(Metric.BALANCED_ACCURACY)),
                        String.format(Locale.ROOT, "%.1f", epoch.seconds()),
                        best ? "  best" : ""));
        err.flush();
    }

    private static String number(OptionalDouble value) {
        return number(value.orElse(Double.NaN));
    }

    /** Four decimals; a dash where the value is undefined. */
    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            CleanWriter.clearLine(err);
            err.flush();
        }
    }
}
