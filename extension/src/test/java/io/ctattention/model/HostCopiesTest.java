package io.ctattention.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ctattention.OtherDevice;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DJL copies arrays of a GPU to the host to write them; no copy may stay with the arrays. */
class HostCopiesTest {

    @TempDir Path folder;
    private NDManager manager;
    private Network network;
    private int arrays;

    @BeforeEach
    void aNetworkThatDjlTakesToBeOnAGpu() {
        PyTorch.engine();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        network = NetworkSpec.paper(AttentionSpec.CBAM, 36, 2).newNetwork();
        network.initialize(manager, DataType.FLOAT32, network.spec().inputShape(1));
        network.namedParameters().values().forEach(p -> OtherDevice.pretend(p.getArray()));
        arrays = manager.getManagedArrays().size();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private ModelCard card() {
        return ModelCard.of(
                network.spec(), network.parameterCount(), List.of("NonCOVID", "COVID"), "COVID");
    }

    @Test
    void djlItselfLeavesACopy() {
        NDArray array = OtherDevice.pretend(manager.ones(new Shape(3)));
        int before = manager.getManagedArrays().size();
        new NDList(array).encode();
        assertThat(manager.getManagedArrays()).hasSize(before + 1);
    }

    @Test
    void writingAModelLeavesNone() throws IOException {
        Path model = folder.resolve("model");
        ModelFolder.write(model, network, card());
        ModelFolder.write(model, network, card());
        assertThat(manager.getManagedArrays()).hasSize(arrays);
        try (CtModel read = ModelFolder.load(model, Device.cpu())) {
            network.namedParameters()
                    .forEach(
                            (name, parameter) ->
                                    assertThat(
                                                    read.network()
                                                            .namedParameters()
                                                            .get(name)
                                                            .getArray()
                                                            .toByteArray())
                                            .as(name)
                                            .isEqualTo(parameter.getArray().toByteArray()));
        }
    }

    @Test
    void exportingWeightsLeavesNone() throws IOException {
        Network read = network.spec().newNetwork();
        try (NDManager cpu = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            read.initialize(cpu, DataType.FLOAT32, read.spec().inputShape(1));
            for (String name : List.of("weights.npz", "weights.safetensors")) {
                WeightFile.write(network, folder.resolve(name));
                WeightFile.read(folder.resolve(name), read);
            }
        }
        assertThat(manager.getManagedArrays()).hasSize(arrays);
    }
}
