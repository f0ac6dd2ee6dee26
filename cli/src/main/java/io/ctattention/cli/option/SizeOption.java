package io.ctattention.cli.option;

import io.ctattention.block.NetworkSpec;
import picocli.CommandLine.Option;

/** The network's input. */
public final class SizeOption {

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "" + NetworkSpec.PAPER_SIZE,
            description = "Side of the square input, in pixels (default: ${DEFAULT-VALUE}).")
    int size;

    /**
     * Returns the side of the input.
     *
     * @return in pixels
     */
    public int size() {
        return size;
    }
}
