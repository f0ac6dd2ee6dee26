package io.ctattention.cli;

import picocli.CommandLine.Command;

@Command(
        name = "cuda",
        description = "Gets PyTorch's libraries for NVIDIA GPUs.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CudaInstallCommand.class)
final class CudaCommand {}
