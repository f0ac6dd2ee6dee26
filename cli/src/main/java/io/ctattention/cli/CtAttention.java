package io.ctattention.cli;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command; what is common to all. */
@TopCommand
@Command(
        name = CtAttention.NAME,
        description =
                "Trains, measures and explains a classifier of single CT slices, with and without"
                        + " visual attention.",
        versionProvider = Versions.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage",
            "3:some inputs failed, the others are done",
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
final class CtAttention {

    static final String NAME = "ct-attention";

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
}
