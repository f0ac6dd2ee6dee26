package io.ctattention.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ctattention.Golden;
import io.ctattention.GpuMachine;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(GpuMachine.class)
class WeightFileTest {

    @TempDir Path folder;
    private NDManager manager;

    @BeforeEach
    void open() {
        PyTorch.engine();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private Network network(AttentionSpec attention, int size) {
        Network network = NetworkSpec.paper(attention, size, 2).newNetwork();
        network.initialize(manager, DataType.FLOAT32, network.spec().inputShape(1));
        return network;
    }

    @ParameterizedTest
    @ValueSource(strings = {"weights.npz", "weights.safetensors"})
    void everyBitSurvivesTheRoundTrip(String name) throws IOException {
        Network written = network(new AttentionSpec(AttentionSpec.Kind.CBAM, 16, 7, true), 36);
        Network read = network(new AttentionSpec(AttentionSpec.Kind.CBAM, 16, 7, true), 36);
        Path file = folder.resolve(name);
        WeightFile.write(written, file);
        WeightFile.read(file, read);
        assertThat(written.namedParameters()).hasSize(25 + 3 * 4);
        written.namedParameters()
                .forEach(
                        (key, parameter) ->
                                assertThat(read.namedParameters().get(key).getArray().toByteArray())
                                        .as(key)
                                        .isEqualTo(parameter.getArray().toByteArray()));
    }

    @Test
    void theNamesAreThoseOfTheDesign() throws IOException {
        Path file = folder.resolve("weights.npz");
        WeightFile.write(network(AttentionSpec.CBAM, 36), file);
        NDList list;
        try (var in = Files.newInputStream(file)) {
            list = NDList.decode(manager, in);
        }
        assertThat(list.get("attention2.channel.fc1.weight").getShape())
                .isEqualTo(new Shape(4, 64));
        assertThat(list.get("attention3.spatial.conv.weight").getShape())
                .isEqualTo(new Shape(1, 2, 7, 7));
        assertThat(list.get("conv1.weight").getShape()).isEqualTo(new Shape(32, 3, 3, 3));
        assertThat(list.get("dense1.weight").getShape()).isEqualTo(new Shape(64, 1600));
        assertThat(list.get("dense2.bias").getShape()).isEqualTo(new Shape(2));
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheReason() throws IOException {
        Path file = folder.resolve("weights.npz");
        WeightFile.write(network(AttentionSpec.NONE, 36), file);

        assertThatThrownBy(() -> WeightFile.read(file, network(AttentionSpec.NONE, 44)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("dense1.weight is (64, 1600), the network needs (64, 3136)");
        assertThatThrownBy(() -> WeightFile.read(file, network(AttentionSpec.CBAM, 36)))
                .hasMessageContaining("missing [attention1.channel.fc1.weight");
        assertThatThrownBy(
                        () ->
                                WeightFile.write(
                                        network(AttentionSpec.NONE, 36), folder.resolve("w.txt")))
                .hasMessageEndingWith("unknown file extension; use .npz or .safetensors");
    }

    @Test
    void aWeightThatIsNoNumberIsRefused() throws IOException {
        Network network = network(AttentionSpec.NONE, 36);
        network.namedParameters().get("dense2.bias").getArray().set(new float[] {Float.NaN, 0});
        Path file = folder.resolve("weights.safetensors");
        WeightFile.write(network, file);
        assertThatThrownBy(() -> WeightFile.read(file, network(AttentionSpec.NONE, 36)))
                .hasMessageEndingWith("dense2.bias holds a number that is not finite");
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        Path good = folder.resolve("good.npz");
        WeightFile.write(network(AttentionSpec.NONE, 36), good);
        byte[] bytes = Files.readAllBytes(good);
        Path cut = folder.resolve("cut.npz");
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        Path text = folder.resolve("text.npz");
        Files.writeString(text, "not weights at all");
        Path header = folder.resolve("header.safetensors");
        Files.write(header, new byte[] {-1, -1, -1, -1, -1, -1, -1, 127, '{'});
        Path empty = folder.resolve("empty.npz");
        Files.createFile(empty);

        Network network = network(AttentionSpec.NONE, 36);
        for (Path file : java.util.List.of(cut, text, header, empty, folder.resolve("none.npz"))) {
            assertThatThrownBy(() -> WeightFile.read(file, network))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(file.getFileName().toString());
        }
    }

    @Test
    void aSharedPrefixIsTakenOff() throws IOException {
        Network written = network(AttentionSpec.NONE, 36);
        NDList list = new NDList();
        written.namedParameters()
                .forEach(
                        (name, parameter) -> {
                            NDArray copy = parameter.getArray().duplicate();
                            copy.setName("module." + name);
                            list.add(copy);
                        });
        Path file = folder.resolve("weights.npz");
        Files.write(file, list.encode(NDList.Encoding.NPZ));
        Network read = network(AttentionSpec.NONE, 36);
        WeightFile.read(file, read);
        assertThat(read.namedParameters().get("conv2.weight").getArray().toByteArray())
                .isEqualTo(written.namedParameters().get("conv2.weight").getArray().toByteArray());
    }

    @Test
    void weightsOfSeveralNetworksAreRefused() throws IOException {
        NDList list = new NDList();
        for (String prefix : new String[] {"", "average."}) {
            Network network = network(AttentionSpec.NONE, 36);
            network.namedParameters()
                    .forEach(
                            (name, parameter) -> {
                                parameter.getArray().setName(prefix + name);
                                list.add(parameter.getArray());
                            });
        }
        Path file = folder.resolve("weights.npz");
        Files.write(file, list.encode(NDList.Encoding.NPZ));
        assertThatThrownBy(() -> WeightFile.read(file, network(AttentionSpec.NONE, 36)))
                .hasMessageContaining("2 weights that end with conv1.weight");
    }

    @ParameterizedTest
    @ValueSource(strings = {"baseline", "cbam"})
    void weightsOfAnotherProgramGiveItsLogits(String name) throws IOException {
        AttentionSpec attention = name.equals("cbam") ? AttentionSpec.CBAM : AttentionSpec.NONE;
        try (Golden golden = Golden.read(name)) {
            Path file = folder.resolve("weights.npz");
            Files.write(file, golden.weights().encode(NDList.Encoding.NPZ));
            Network network = network(attention, 36);
            WeightFile.read(file, network);
            golden.assertClose(
                    "logits", Inference.logits(golden.manager(), network, golden.get("input")));
        }
    }
}
