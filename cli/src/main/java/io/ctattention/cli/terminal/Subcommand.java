package io.ctattention.cli.terminal;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command, with the two streams that it may write to. */
public abstract class Subcommand implements Callable<Integer> {

    /** The command line that it was called by. */
    @Spec protected CommandSpec spec;

    /**
     * Returns standard output.
     *
     * @return for results, and nothing else
     */
    public final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /**
     * Returns standard error.
     *
     * @return for progress, notes and errors
     */
    public final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /**
     * Prints a JSON document, in UTF-8 whatever the terminal speaks.
     *
     * @param document the document, without its last line end
     */
    public final void json(String document) {
        byte[] bytes = (document + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }

    /**
     * Tells whether an option was given.
     *
     * @param option its name, such as {@code --seed}
     * @return whether its value is not a default
     */
    protected final boolean given(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    /**
     * Turns a value that the core refuses into wrong usage.
     *
     * @param <T> the value's type
     * @param value makes the value
     * @return the value
     * @throws ParameterException if there is an {@link IllegalArgumentException}
     */
    protected final <T> T usage(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e.getMessage());
        }
    }

    /**
     * Refuses wrong usage.
     *
     * @param sense whether the usage is right
     * @param message a sentence that says why not, as {@link String#format} takes it
     * @param arguments what the sentence is about
     * @throws ParameterException if it makes none
     */
    protected final void require(boolean sense, String message, Object... arguments) {
        if (!sense) {
            throw wrongUsage(String.format(Locale.ROOT, message, arguments));
        }
    }

    private ParameterException wrongUsage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
