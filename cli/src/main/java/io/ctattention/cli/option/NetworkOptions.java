package io.ctattention.cli.option;

import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.block.attention.AttentionSpec.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The network's shape. */
public final class NetworkOptions {

    /** By the options that not every attention has. */
    private static final Map<String, AttentionSpec.Trait> OPTIONS =
            Map.of(
                    "--attention-reduction", AttentionSpec.Trait.REDUCTION,
                    "--attention-kernel", AttentionSpec.Trait.KERNEL_SIZE,
                    "--attention-batch-norm", AttentionSpec.Trait.BATCH_NORM);

    @Option(
            names = {"--attention", "--network"},
            paramLabel = "ATTENTION",
            defaultValue = "cbam",
            completionCandidates = CompletionCandidates.Attentions.class,
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); baseline is none.")
    Kind attention;

    @Option(
            names = "--attention-at",
            paramLabel = "K",
            split = ",",
            description =
                    "Convolutions that attention follows, such as 1,3 (default: all where it needs"
                            + " little memory).")
    List<Integer> at;

    @Mixin SizeOption sizeOption;

    @Option(
            names = "--attention-reduction",
            paramLabel = "N",
            defaultValue = "16",
            description =
                    "Reduction ratio of the channel gate, if the attention has one (default:"
                            + " ${DEFAULT-VALUE}).")
    int reduction;

    @Option(
            names = "--attention-kernel",
            paramLabel = "PIXELS",
            defaultValue = "7",
            description =
                    "Kernel size of the spatial gate, odd, if the attention has one (default:"
                            + " ${DEFAULT-VALUE}).")
    int kernel;

    @Option(
            names = "--attention-batch-norm",
            description =
                    "Batch normalization in the spatial gate, if the attention has one (default:"
                            + " off).")
    boolean batchNorm;

    /**
     * Makes the network's shape.
     *
     * @param earlier what the options that were not given are taken from, or null for the defaults
     * @param classes how many classes there are
     * @param given whether an option was given
     * @return the shape
     * @throws IllegalArgumentException if the network cannot have such a shape
     */
    public NetworkSpec spec(NetworkSpec earlier, int classes, Predicate<String> given) {
        AttentionSpec before = earlier == null ? AttentionSpec.of(attention) : attentionOf(earlier);
        boolean another = given.test("--attention") && attention != before.kind();
        AttentionSpec base = another ? AttentionSpec.of(attention) : before;
        requireOptionsOf(base.kind(), given);
        AttentionSpec chosen =
                new AttentionSpec(
                        base.kind(),
                        given.test("--attention-reduction") ? reduction : base.reduction(),
                        given.test("--attention-kernel") ? kernel : base.kernelSize(),
                        given.test("--attention-batch-norm") ? batchNorm : base.batchNorm());
        int side = earlier == null || given.test("--size") ? sizeOption.size : earlier.size();
        if (given.test("--attention-at")) {
            return NetworkSpec.paper(chosen, side, classes, at);
        }
        boolean placed = earlier != null && !another && side == earlier.size();
        return placed
                ? NetworkSpec.paper(chosen, side, classes, earlier.attendedConvolutions())
                : NetworkSpec.paper(chosen, side, classes);
    }

    private static AttentionSpec attentionOf(NetworkSpec network) {
        return network.attention().stream()
                .filter(attention -> attention.kind() != Kind.NONE)
                .findFirst()
                .orElse(AttentionSpec.NONE);
    }

    private static void requireOptionsOf(Kind kind, Predicate<String> given) {
        if (kind == Kind.NONE && given.test("--attention-at")) {
            throw new IllegalArgumentException(
                    "The baseline has no attention; --attention-at needs another --attention");
        }
        OPTIONS.forEach(
                (name, option) -> {
                    if (given.test(name) && !kind.has(option)) {
                        throw new IllegalArgumentException(
                                String.format(
                                        Locale.ROOT,
                                        "%s has no such option; %s needs --attention %s",
                                        kind == Kind.NONE
                                                ? "The baseline"
                                                : "The attention " + kind.id(),
                                        name,
                                        kindsWith(option)));
                    }
                });
    }

    private static String kindsWith(AttentionSpec.Trait option) {
        return List.of(Kind.values()).stream()
                .filter(kind -> kind.has(option))
                .map(Kind::id)
                .collect(Collectors.joining(" or "));
    }
}
