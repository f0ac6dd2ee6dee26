package io.ctattention.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import io.ctattention.model.PyTorch;
import java.util.Random;

/**
 * Draws weights uniformly from {@code [-limit, limit]} with {@code limit = sqrt(6 / (fan_in +
 * fan_out))} (Glorot and Bengio 2010, equation 16; Keras' default).
 *
 * <p>The numbers come from a generator of its own and not from the engine's, which is one for the
 * process: so a seed gives the same weights on every device, whatever other threads draw.
 */
public final class GlorotUniform implements Initializer {

    private final Random random;

    /**
     * Creates the initializer.
     *
     * @param random decides the weights
     */
    public GlorotUniform(Random random) {
        this.random = random;
    }

    @Override
    public NDArray initialize(NDManager manager, Shape shape, DataType dataType) {
        long receptiveField = 1;
        for (int axis = 2; axis < shape.dimension(); axis++) {
            receptiveField *= shape.get(axis);
        }
        double fans = (shape.get(0) + shape.get(1)) * (double) receptiveField;
        double limit = Math.sqrt(6 / fans);
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
        }
        // A copy in memory that PyTorch owns and aligns: MKL's sums may depend on the alignment,
        // and toType(dataType, true) would go on using the Java buffer after it is freed.
        try (NDArray wrapped = manager.create(values, shape)) {
            NDArray weights = manager.create(shape, dataType);
            PyTorch.copy(wrapped, weights);
            return weights;
        }
    }
}
