package io.ctattention.cli;

/** What the process returns. */
final class ExitCode {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int SOME_INPUTS_FAILED = 3;

    private ExitCode() {}
}
