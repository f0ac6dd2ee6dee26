package io.ctattention.cli.cuda;

import picocli.CommandLine.Command;

/** {@code ct-attention cuda}: gets the libraries for NVIDIA GPUs. */
@Command(
        name = "cuda",
        description = "Gets PyTorch's libraries for NVIDIA GPUs.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CudaInstallCommand.class)
public final class CudaCommand {}
