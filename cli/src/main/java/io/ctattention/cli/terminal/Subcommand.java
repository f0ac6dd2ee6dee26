package io.ctattention.cli.terminal;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command, with the two streams that it may write to. */
public abstract class Subcommand implements Callable<Integer> {

    @Spec protected CommandSpec spec;

    /** Standard output: results, and nothing else. */
    public final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Standard error: progress, notes and errors. */
    public final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Prints a JSON document, in UTF-8 whatever the terminal speaks. */
    public final void json(String document) {
        byte[] bytes = (document + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }

    protected final boolean given(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    /** Turns a value that the core refuses into wrong usage. */
    protected final <T> T usage(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e.getMessage());
        }
    }

    protected final ParameterException wrongUsage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
