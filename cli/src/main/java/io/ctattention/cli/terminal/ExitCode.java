package io.ctattention.cli.terminal;

/** What the process returns. */
public final class ExitCode {

    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int WRONG_USAGE = 2;
    public static final int SOME_INPUTS_FAILED = 3;

    private ExitCode() {}
}
