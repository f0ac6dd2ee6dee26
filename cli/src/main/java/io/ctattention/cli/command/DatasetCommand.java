package io.ctattention.cli.command;

import picocli.CommandLine.Command;

@Command(
        name = "dataset",
        description = "Audits, splits and creates data sets.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AuditCommand.class, SplitCommand.class, PhantomCommand.class})
final class DatasetCommand {}
