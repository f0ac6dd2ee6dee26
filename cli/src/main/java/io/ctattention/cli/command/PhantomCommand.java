package io.ctattention.cli.command;

import io.ctattention.cli.terminal.ExitCode;
import io.ctattention.cli.terminal.Subcommand;
import io.ctattention.phantom.PhantomSlices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "phantom",
        description = "Draws synthetic slices, to try things out without patient data.")
final class PhantomCommand extends Subcommand {

    @Option(
            names = {"-n", "--slices"},
            paramLabel = "N",
            required = true,
            description = "Number of slices, at least " + PhantomSlices.LEAST + ".")
    int count;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Random seed (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "A new or empty folder.")
    Path folder;

    @Override
    public Integer call() throws IOException {
        require(
                count >= PhantomSlices.LEAST,
                "-n is %d; at least %d slices fill three splits with two classes",
                count,
                PhantomSlices.LEAST);
        Path manifest = new PhantomSlices(seed).write(folder, count);
        out().println(
                        String.format(
                                Locale.ROOT, "%d phantom slices, listed in %s", count, manifest));
        out().println(PhantomSlices.NOTICE);
        return ExitCode.DONE;
    }
}
