package io.ctattention.cli.text;

import io.ctattention.cli.terminal.CleanWriter;
import io.ctattention.cli.terminal.Terminal;
import io.ctattention.comparison.ComparisonListener;
import io.ctattention.comparison.ComparisonPlan;
import io.ctattention.comparison.Run;
import io.ctattention.evaluation.Metric;
import io.ctattention.training.EpochRecord;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Shows the progress of a comparison: runs done, the current run's epoch and F1, and how long the
 * rest will take. A terminal has one line that changes, and one for each finished run; elsewhere
 * every epoch is a line.
 */
public final class ComparisonProgress implements ComparisonListener, AutoCloseable {

    private final PrintWriter err;
    private final int width;
    private final boolean terminal = Terminal.interactive();
    private final Map<String, Seconds> seconds = new HashMap<>();
    private final Map<Run, Integer> remaining = new HashMap<>();
    private int runs;
    private int done;

    /**
     * Waits for the start.
     *
     * @param err standard error
     * @param width columns of the terminal
     */
    public ComparisonProgress(PrintWriter err, int width) {
        this.err = err;
        this.width = width;
    }

    /** The mean of some epochs' seconds. */
    private static final class Seconds {

        private double sum;
        private int count;

        private void add(double value) {
            sum += value;
            count++;
        }
    }

    @Override
    public void started(ComparisonPlan plan, Set<Run> trained) {
        runs = plan.runs().size();
        plan.runs().stream()
                .filter(run -> !trained.contains(run))
                .forEach(run -> remaining.put(run, run.recipe().epochs()));
        String already =
                trained.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT, ", %d of them already trained", trained.size());
        err.println(
                String.format(
                        Locale.ROOT,
                        "%d %s of %s%d %s%s",
                        runs,
                        runs == 1 ? "run" : "runs",
                        plan.recipe().earlyStopping() == null ? "" : "at most ",
                        plan.recipe().epochs(),
                        plan.recipe().epochs() == 1 ? "epoch" : "epochs",
                        already));
        err.flush();
    }

    @Override
    public void runStarted(Run run, int epochsDone) {
        remaining.put(run, run.recipe().epochs() - epochsDone);
        if (epochsDone > 0) {
            line(String.format(Locale.ROOT, "%s continues after epoch %d", title(run), epochsDone));
        }
    }

    @Override
    public void epochDone(Run run, EpochRecord epoch) {
        seconds.computeIfAbsent(run.network().name(), n -> new Seconds()).add(epoch.seconds());
        remaining.put(run, run.recipe().epochs() - epoch.epoch());
        var f1 = epoch.validation(Metric.F1);
        String text =
                String.format(
                        Locale.ROOT,
                        "runs %d/%d  %s  epoch %d/%d  F1 %s  %s",
                        done,
                        runs,
                        title(run),
                        epoch.epoch(),
                        run.recipe().epochs(),
                        f1.isPresent() ? String.format(Locale.ROOT, "%.4f", f1.getAsDouble()) : "-",
                        eta());
        if (terminal) {
            CleanWriter.clearLine(err);
            err.print(text.substring(0, Math.min(text.length(), width - 1)));
            err.flush();
        } else {
            line(text);
        }
    }

    @Override
    public void measuring(Run run) {
        remaining.put(run, 0);
    }

    @Override
    public void runDone(Run run, int runsDone) {
        done = runsDone;
        remaining.remove(run);
        line(String.format(Locale.ROOT, "runs %d/%d  %s is done", done, runs, title(run)));
    }

    private static String title(Run run) {
        return String.format(
                Locale.ROOT, "%s %s %d", run.network().name(), run.repeat().id(), run.number());
    }

    private void line(String text) {
        if (terminal) {
            CleanWriter.clearLine(err);
        }
        err.println(text);
        err.flush();
    }

    /**
     * The time for the remaining epochs at the pace of their network, or of all networks if it is
     * new.
     */
    private String eta() {
        double all = seconds.values().stream().mapToDouble(s -> s.sum).sum();
        int epochs = seconds.values().stream().mapToInt(s -> s.count).sum();
        double left = 0;
        for (var run : remaining.entrySet()) {
            Seconds own = seconds.get(run.getKey().network().name());
            left += run.getValue() * (own == null ? all / epochs : own.sum / own.count);
        }
        Duration duration = Duration.ofSeconds(Math.round(left));
        return String.format(
                Locale.ROOT,
                "ETA %d:%02d:%02d",
                duration.toHours(),
                duration.toMinutesPart(),
                duration.toSecondsPart());
    }

    @Override
    public void close() {
        if (terminal) {
            CleanWriter.clearLine(err);
            err.flush();
        }
    }
}
