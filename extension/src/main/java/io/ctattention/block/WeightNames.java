package io.ctattention.block;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.util.Pair;
import java.util.Map;

/**
 * Names the weights of a tree of blocks as PyTorch would: {@code attention1.channel.fc1.weight}.
 */
public final class WeightNames {

    /** What DJL's batch norm calls otherwise; blocks of ours use the final names themselves. */
    private static final Map<String, String> PYTORCH =
            Map.of(
                    "gamma", "weight",
                    "beta", "bias",
                    "runningMean", "running_mean",
                    "runningVar", "running_var");

    private WeightNames() {}

    /**
     * Collects the weights of a block and of the blocks in it.
     *
     * @param prefix what stands before each name, such as {@code attention1.}
     * @param block the block
     * @param named where name and parameter are put, in the block's order
     */
    public static void collect(String prefix, Block block, Map<String, Parameter> named) {
        Map<String, String> renamed = block instanceof BatchNorm ? PYTORCH : Map.of();
        for (Pair<String, Parameter> own : block.getDirectParameters()) {
            named.put(prefix + renamed.getOrDefault(own.getKey(), own.getKey()), own.getValue());
        }
        for (Pair<String, Block> child : block.getChildren()) {
            // DJL puts a two-digit position before the name of a child.
            collect(prefix + child.getKey().substring(2) + ".", child.getValue(), named);
        }
    }
}
