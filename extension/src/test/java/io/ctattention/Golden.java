package io.ctattention;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.model.PyTorch;
import java.io.IOException;
import java.io.InputStream;

/** What an independent PyTorch implementation computed; see the README beside the files. */
public final class Golden implements AutoCloseable {

    /** Largest allowed |ours - theirs| over the largest |theirs| of an array. */
    private static final double TOLERANCE = 1e-4;

    private static final String WEIGHT = "param/";

    private final NDManager manager;
    private final NDList arrays;

    private Golden(NDManager manager, NDList arrays) {
        this.manager = manager;
        this.arrays = arrays;
    }

    /** Reads a file of golden vectors from the test resources. */
    public static Golden read(String name) throws IOException {
        PyTorch.engine();
        NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name + ".npz")) {
            assertThat(in).as("golden vectors " + name).isNotNull();
            return new Golden(manager, NDList.decode(manager, in));
        }
    }

    public NDManager manager() {
        return manager;
    }

    public NDArray get(String name) {
        NDArray array = arrays.get(name);
        assertThat(array).as(name).isNotNull();
        return array;
    }

    /** The network's weights, by their names alone. */
    public NDList weights() {
        NDList weights = new NDList();
        for (NDArray array : arrays) {
            if (array.getName().startsWith(WEIGHT)) {
                NDArray weight = array.duplicate();
                weight.setName(array.getName().substring(WEIGHT.length()));
                weights.add(weight);
            }
        }
        return weights;
    }

    public boolean contains(String name) {
        return arrays.contains(name);
    }

    /** Builds the golden network of that name with the golden weights. */
    public Network network(String name) {
        AttentionSpec attention = "cbam".equals(name) ? AttentionSpec.CBAM : AttentionSpec.NONE;
        Network network = NetworkSpec.paper(attention, 36, 2).newNetwork();
        network.initialize(manager, DataType.FLOAT32, network.spec().inputShape(4));
        try (PyTorch.NoGradient scope = PyTorch.noGradient()) {
            network.namedParameters()
                    .forEach((key, value) -> get(WEIGHT + key).copyTo(value.getArray()));
        }
        return network;
    }

    /** Asserts that an array equals the golden one to 1e-4 of that one's largest magnitude. */
    public void assertClose(String name, NDArray ours) {
        assertClose(name, get(name).toFloatArray(), ours.toFloatArray());
        assertThat(ours.getShape()).as(name).isEqualTo(get(name).getShape());
    }

    /** Asserts that values equal to 1e-4 of the largest expected magnitude. */
    public static void assertClose(String name, float[] expected, float[] actual) {
        assertThat(actual).as(name).hasSameSizeAs(expected);
        double scale = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as(name).isFinite();
            scale = Math.max(scale, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
        }
        assertThat(difference).as(name).isLessThanOrEqualTo(TOLERANCE * scale);
    }

    @Override
    public void close() {
        manager.close();
    }
}
