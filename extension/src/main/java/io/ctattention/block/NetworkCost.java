package io.ctattention.block;

/**
 * What a network costs, from its shape alone.
 *
 * @param parameters the weights that training changes
 * @param multiplyAdds the multiplications with an addition of one slice's forward pass, in
 *     convolutions, dense layers and matrix products; what is done number by number, as norms,
 *     pools and gates do, is not counted
 * @param activationBytes the bytes that the gradient graph of one slice keeps from the forward to
 *     the backward pass: what each layer's gradient is computed from, where the channels of a pixel
 *     lie together, as they do on the CPU. What a pass needs for a moment only is not counted
 */
public record NetworkCost(long parameters, long multiplyAdds, long activationBytes) {

    /** A weight, its gradient and the optimizer's two moments, float32. */
    private static final long BYTES_PER_PARAMETER = 4L * Float.BYTES;

    static final NetworkCost NOTHING = new NetworkCost(0, 0, 0);

    /**
     * Works out the cost of a network.
     *
     * @param network its shape
     * @return its cost
     */
    public static NetworkCost of(NetworkSpec network) {
        long side = network.size();
        long channels = network.channels();
        // A slice is one grey level a pixel, however many channels the network sees.
        NetworkCost cost = kept(side * side);
        for (int k = 0; k < network.filters().size(); k++) {
            int filters = network.filters().get(k);
            if (k > 0) {
                side = side / 2;
                cost = cost.plus(pool(side * side * channels));
            }
            side = side - 2;
            cost =
                    cost.plus(layer(9 * channels, filters, true, side * side))
                            .plus(kept(side * side * filters))
                            .plus(network.attention().get(k).cost(filters, side));
            channels = filters;
        }
        long features = side * side * channels;
        return cost.plus(kept(features)) // in the order that the dense layer needs
                .plus(layer(features, network.denseUnits(), true, 1))
                .plus(kept(network.denseUnits()))
                .plus(layer(network.denseUnits(), network.classes(), true, 1));
    }

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

    NetworkCost plus(NetworkCost other) {
        return new NetworkCost(
                parameters + other.parameters,
                multiplyAdds + other.multiplyAdds,
                activationBytes + other.activationBytes);
    }

    NetworkCost times(int count) {
        return new NetworkCost(count * parameters, count * multiplyAdds, count * activationBytes);
    }

    /** A matrix applied at places: a dense layer, or a convolution of that many inputs a place. */
    static NetworkCost layer(long inputs, long outputs, boolean bias, long places) {
        long weights = inputs * outputs;
        return new NetworkCost(bias ? weights + outputs : weights, weights * places, 0);
    }

    /** A product of matrices that are no weights. */
    static NetworkCost product(long multiplyAdds) {
        return new NetworkCost(0, multiplyAdds, 0);
    }

    /** Weights that are used number by number. */
    static NetworkCost weights(long count) {
        return new NetworkCost(count, 0, 0);
    }

    /** Numbers in float32 that the graph keeps. */
    static NetworkCost kept(long numbers) {
        return new NetworkCost(0, 0, Float.BYTES * numbers);
    }

    /** Places of maxima, int64, that the graph keeps. */
    static NetworkCost keptPlaces(long numbers) {
        return new NetworkCost(0, 0, Long.BYTES * numbers);
    }

    /** A pool of that many cells over all channels. */
    static NetworkCost pool(long cells) {
        return kept(cells).plus(keptPlaces(cells));
    }
}
