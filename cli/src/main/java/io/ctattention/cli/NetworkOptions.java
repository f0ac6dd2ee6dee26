package io.ctattention.cli;

import io.ctattention.block.AttentionSpec;
import io.ctattention.block.NetworkSpec;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The network's shape. */
final class NetworkOptions {

    @Option(
            names = "--network",
            paramLabel = "NETWORK",
            defaultValue = "cbam",
            completionCandidates = Words.Networks.class,
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    NetworkKind network;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "" + NetworkSpec.PAPER_SIZE,
            description = "Side of the square input (default: ${DEFAULT-VALUE}).")
    int size;

    @Option(
            names = "--attention-reduction",
            paramLabel = "N",
            defaultValue = "16",
            description = "Reduction of the channel gate (default: ${DEFAULT-VALUE}).")
    int reduction;

    @Option(
            names = "--attention-kernel",
            paramLabel = "PIXELS",
            defaultValue = "7",
            description = "Side of the spatial gate's kernel, odd (default: ${DEFAULT-VALUE}).")
    int kernel;

    @Option(
            names = "--attention-batch-norm",
            description = "Batch norm in the spatial gate (default: without).")
    boolean batchNorm;

    /**
     * Makes the network's shape.
     *
     * @param earlier what the options that were not given are taken from, or null for the defaults
     */
    NetworkSpec spec(NetworkSpec earlier, int classes, Predicate<String> given) {
        NetworkSpec base =
                earlier == null
                        ? NetworkSpec.paper(network.attention(), NetworkSpec.PAPER_SIZE, classes)
                        : earlier;
        AttentionSpec attention = base.attention().get(0);
        if (given.test("--network") && network.attention().kind() != attention.kind()) {
            attention = network.attention();
        }
        boolean shaped =
                Stream.of("--attention-reduction", "--attention-kernel", "--attention-batch-norm")
                        .anyMatch(given);
        if (shaped && attention.kind() == AttentionSpec.Kind.NONE) {
            throw new IllegalArgumentException(
                    "The baseline has no attention; --attention-... needs --network cbam");
        }
        return NetworkSpec.paper(
                new AttentionSpec(
                        attention.kind(),
                        given.test("--attention-reduction") ? reduction : attention.reduction(),
                        given.test("--attention-kernel") ? kernel : attention.kernelSize(),
                        given.test("--attention-batch-norm") ? batchNorm : attention.batchNorm()),
                given.test("--size") ? size : base.size(),
                classes);
    }
}
