package io.ctattention.cli.terminal;

/** What the process returns. */
public final class ExitCode {

    /** All is done. */
    public static final int DONE = 0;

    /** Nothing came of it, or the device checked is wrong. */
    public static final int FAILED = 1;

    /** The command line makes no sense. */
    public static final int WRONG_USAGE = 2;

    /** The other inputs are done. */
    public static final int SOME_INPUTS_FAILED = 3;

    private ExitCode() {}
}
