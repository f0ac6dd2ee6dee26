package io.ctattention.cli.cuda;

import picocli.CommandLine.Command;

/** {@code ct-attention cuda}: installs the libraries for NVIDIA GPUs. */
@Command(
        name = "cuda",
        description = "Installs PyTorch's libraries for NVIDIA GPUs.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CudaInstallCommand.class)
public final class CudaCommand {}
