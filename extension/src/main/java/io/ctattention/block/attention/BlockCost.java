package io.ctattention.block.attention;

/**
 * What a network, or a block of one, costs, from its shape alone.
 *
 * @param parameters the weights that training changes
 * @param multiplyAdds the multiplications with an addition of one slice's forward pass, in
 *     convolutions, dense layers and matrix products; what is done number by number, as norms,
 *     pools and gates do, is not counted
 * @param activationBytes the bytes that the gradient graph of one slice keeps from the forward to
 *     the backward pass: what each layer's gradient is computed from, where the channels of a pixel
 *     lie together, as they do on the CPU. What a pass needs for a moment only is not counted
 */
public record BlockCost(long parameters, long multiplyAdds, long activationBytes) {

    /** A weight, its gradient and the optimizer's two moments, in float32. */
    private static final long BYTES_PER_PARAMETER = 4L * Float.BYTES;

    static final BlockCost NOTHING = new BlockCost(0, 0, 0);

    /**
     * Returns the bytes that training needs for certain: weights, their gradients and moments, and
     * the gradient graph of a batch.
     *
     * @param batch the slices of a batch
     * @return the bytes
     */
    public long trainingBytes(int batch) {
        return BYTES_PER_PARAMETER * parameters + batch * activationBytes;
    }

    /**
     * Adds the cost of a block that follows.
     *
     * @param other its cost
     * @return the cost of both
     */
    public BlockCost plus(BlockCost other) {
        return new BlockCost(
                parameters + other.parameters,
                multiplyAdds + other.multiplyAdds,
                activationBytes + other.activationBytes);
    }

    BlockCost times(int count) {
        return new BlockCost(count * parameters, count * multiplyAdds, count * activationBytes);
    }

    /**
     * A matrix applied at places: a dense layer, or a convolution.
     *
     * @param inputs the numbers that each output is computed from
     * @param outputs the units, or filters
     * @param bias whether each output has a bias
     * @param places the places of the output; 1 for a dense layer
     * @return the cost, without what the graph keeps
     */
    public static BlockCost layer(long inputs, long outputs, boolean bias, long places) {
        long weights = inputs * outputs;
        return new BlockCost(bias ? weights + outputs : weights, weights * places, 0);
    }

    /** A product of matrices that are no weights. */
    static BlockCost product(long multiplyAdds) {
        return new BlockCost(0, multiplyAdds, 0);
    }

    /** Weights that are used number by number. */
    static BlockCost weights(long count) {
        return new BlockCost(count, 0, 0);
    }

    /**
     * Numbers in float32 that the graph keeps.
     *
     * @param numbers how many
     * @return the cost
     */
    public static BlockCost kept(long numbers) {
        return new BlockCost(0, 0, Float.BYTES * numbers);
    }

    /** Places of maxima, int64, that the graph keeps. */
    static BlockCost keptPlaces(long numbers) {
        return new BlockCost(0, 0, Long.BYTES * numbers);
    }

    /**
     * A maximum pool.
     *
     * @param cells the cells that come out, over all channels
     * @return the cost: their values, and where each came from
     */
    public static BlockCost pool(long cells) {
        return kept(cells).plus(keptPlaces(cells));
    }
}
