package io.ctattention.cli.command;

import io.ctattention.cli.answer.ExplainCommand;
import io.ctattention.cli.answer.PredictCommand;
import io.ctattention.cli.cuda.CudaCommand;
import io.ctattention.cli.device.DevicesCommand;
import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command; what is common to all. */
@TopCommand
@Command(
        name = CtAttention.NAME,
        description =
                "Trains, evaluates and explains a classifier of single CT slices, with and without"
                        + " visual attention.",
        versionProvider = Versions.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage",
            "3:some inputs failed, the others were processed",
            "130:interrupted (143 by SIGTERM)"
        },
        footer = {"", "For research. Not a medical device."},
        subcommands = {
            DemoCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            CompareCommand.class,
            PredictCommand.class,
            ExplainCommand.class,
            DatasetCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            PublishCommand.class,
            NetworksCommand.class,
            DevicesCommand.class,
            CudaCommand.class,
            CompletionCommand.class
        })
public final class CtAttention {

    /** The program's name. */
    public static final String NAME = "ct-attention";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.",
            scope = ScopeType.INHERIT)
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the versions of this program, DJL, PyTorch and Java.")
    boolean version;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show the stack trace of a failure (default: one line).",
            scope = ScopeType.INHERIT)
    boolean verbose;

    /**
     * Tells whether to show the stack trace of a failure.
     *
     * @return whether {@code --verbose} was given
     */
    public boolean verbose() {
        return verbose;
    }
}
