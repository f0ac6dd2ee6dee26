package io.ctattention.cli.cuda;

import io.ctattention.cli.terminal.CleanWriter;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells which library is being written: in one line on a terminal, else in a line each. */
final class LayingOut implements AutoCloseable {

    private static final long STEP = 20_000_000;

    private final PrintWriter err;
    private final boolean interactive;
    private String library = "";
    private long bytes;
    private long shown;

    LayingOut(PrintWriter err, boolean interactive) {
        this.err = err;
        this.interactive = interactive;
    }

    void written(String name, int more) {
        bytes += more;
        boolean next = !name.equals(library);
        library = name;
        if (interactive && (next || bytes - shown > STEP)) {
            shown = bytes;
            CleanWriter.clearLine(err);
            err.print(line());
            err.flush();
        } else if (!interactive && next) {
            err.println("Unpacking " + name);
        }
    }

    private String line() {
        return String.format(Locale.ROOT, "Unpacking, %.1f GB: %s", bytes / 1e9, library);
    }

    @Override
    public void close() {
        if (interactive) {
            CleanWriter.clearLine(err);
        }
        err.flush();
    }
}
