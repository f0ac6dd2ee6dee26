package io.ctattention.cli;

import io.ctattention.block.NetworkSpec;
import picocli.CommandLine.Option;

/** The network's input. */
final class SizeOption {

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "" + NetworkSpec.PAPER_SIZE,
            description = "Side of the square input (default: ${DEFAULT-VALUE}).")
    int size;
}
