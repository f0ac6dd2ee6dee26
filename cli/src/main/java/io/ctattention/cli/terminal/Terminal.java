package io.ctattention.cli.terminal;

import java.io.IOException;

/** Whether output is shown on a terminal. */
public final class Terminal {

    private Terminal() {}

    /**
     * Whether standard error is a terminal that can overwrite a line. Output in a file is no
     * hindrance; a pipe is, for its lines may come out on the same terminal.
     *
     * @return whether there is one
     */
    public static boolean interactive() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            // Java knows nothing of standard error.
            return new ProcessBuilder("sh", "-c", "test -t 2 && test ! -p /dev/stdout")
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) { // there is no shell on Windows
            return System.console() != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
