package io.ctattention.cli;

import java.io.IOException;

/** Whether somebody is watching. */
final class Terminal {

    private Terminal() {}

    /** Whether standard output and standard error are a terminal that can overwrite a line. */
    static boolean interactive() {
        if (System.console() == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            // Java knows nothing of standard error.
            return new ProcessBuilder("sh", "-c", "test -t 1 && test -t 2")
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) { // there is no shell on Windows
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
