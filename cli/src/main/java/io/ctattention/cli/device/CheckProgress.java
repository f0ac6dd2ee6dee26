package io.ctattention.cli.device;

import io.ctattention.check.CheckListener;
import io.ctattention.check.CheckRow;
import io.ctattention.cli.terminal.CleanWriter;
import java.io.PrintWriter;
import java.util.Locale;

/** A line for each check that is done, and on a terminal below them the one that runs. */
final class CheckProgress implements CheckListener {

    private final PrintWriter err;
    private final boolean terminal;

    /**
     * @param err standard error
     * @param terminal whether it is a terminal
     */
    CheckProgress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void started(String name, int number, int rows) {
        if (terminal) {
            err.print(String.format(Locale.ROOT, "%2d/%d  %s ...", number, rows, name));
            err.flush();
        }
    }

    @Override
    public void done(CheckRow row, int number, int rows) {
        if (terminal) {
            CleanWriter.clearLine(err);
        }
        err.println(
                String.format(
                        Locale.ROOT,
                        "%2d/%d  %s: %s (%.1f s)",
                        number,
                        rows,
                        row.name(),
                        row.outcome().text(),
                        row.seconds()));
        err.flush();
    }
}
