package io.ctattention.cli.command;

import io.ctattention.cli.terminal.ExitCode;
import io.ctattention.cli.terminal.Subcommand;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

@Command(
        name = "completion",
        description = {
            "Prints a completion script for bash and zsh.",
            "",
            "For this session: source <(ct-attention completion)",
            ""
        })
final class CompletionCommand extends Subcommand {

    @Override
    public Integer call() {
        out().print(AutoComplete.bash(CtAttention.NAME, spec.root().commandLine()));
        out().flush();
        return ExitCode.DONE;
    }
}
