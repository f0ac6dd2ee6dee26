package io.ctattention.cli.terminal;

/** What the process returns. */
public final class ExitCode {

    /** Success. */
    public static final int DONE = 0;

    /** The command failed, or the checked device is wrong. */
    public static final int FAILED = 1;

    /** Wrong usage. */
    public static final int WRONG_USAGE = 2;

    /** Some inputs failed; the others were processed. */
    public static final int SOME_INPUTS_FAILED = 3;

    private ExitCode() {}
}
