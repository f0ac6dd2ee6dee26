package io.ctattention.check.numbers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.model.PyTorch;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Weights and slices that every program can compute: number i of the tensor NAME comes from {@code
 * z = (crc32(NAME) << 32) + i} by the finalizer of SplitMix64 (Steele, Lea and Flood 2014), {@code
 * u = (z >>> 40) 2^-23 - 1}, in [-1, 1).
 *
 * <p>A tensor of more than one axis is {@code u sqrt(3 / fanIn)}, fanIn the product of all axes but
 * the first; {@code *.weight} of one axis is {@code 1 + 0.2 u}; {@code *running_var} is {@code 0.5
 * (1 + 0.5 |u|)}; every other is {@code 0.1 u}. A slice is {@code 0.5 + 0.5 u}.
 */
public final class Formula {

    private Formula() {}

    /**
     * Computes the numbers of a tensor.
     *
     * @param name the tensor's
     * @param count how many
     * @return u of each, in [-1, 1)
     */
    public static float[] uniform(String name, int count) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        long start = (crc.getValue() << 32) + 0x9E3779B97F4A7C15L;
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            long z = start + i;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z = z ^ (z >>> 31);
            values[i] = (float) ((z >>> 40) * 0x1p-23 - 1);
        }
        return values;
    }

    /**
     * Computes slices.
     *
     * @param slices how many
     * @param size their side in pixels
     * @return their grey levels in [0, 1), one slice after the other
     */
    public static float[] slices(int slices, int size) {
        float[] levels = uniform("input", slices * size * size);
        for (int i = 0; i < levels.length; i++) {
            levels[i] = 0.5f + 0.5f * levels[i];
        }
        return levels;
    }

    /**
     * Builds a network with these weights.
     *
     * @param spec the network
     * @param manager owns the weights
     * @return the network
     */
    public static Network network(NetworkSpec spec, NDManager manager) {
        Network network = spec.newNetwork();
        network.initialize(manager, DataType.FLOAT32, spec.inputShape(1));
        network.namedParameters()
                .forEach((name, parameter) -> fill(name, parameter.getArray(), manager));
        return network;
    }

    private static void fill(String name, NDArray weight, NDManager manager) {
        Shape shape = weight.getShape();
        float[] values = uniform(name, Math.toIntExact(shape.size()));
        double scale = Math.sqrt(3.0 * shape.get(0) / shape.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) value(name, shape.dimension(), scale, values[i]);
        }
        try (NDArray array = manager.create(values, shape)) {
            PyTorch.copy(array, weight);
        }
    }

    private static double value(String name, int axes, double scale, double u) {
        if (axes > 1) {
            return scale * u;
        }
        if (name.endsWith(".weight")) {
            return 1 + 0.2 * u;
        }
        return name.endsWith("running_var") ? 0.5 * (1 + 0.5 * Math.abs(u)) : 0.1 * u;
    }
}
