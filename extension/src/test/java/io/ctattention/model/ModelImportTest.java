package io.ctattention.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.ctattention.GpuMachine;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(GpuMachine.class)
class ModelImportTest {

    private static final NetworkSpec CBAM = NetworkSpec.paper(AttentionSpec.CBAM, 36, 2);
    private static final List<String> CLASSES = List.of("NonCOVID", "COVID");

    @TempDir Path folder;

    private Path weights() throws IOException {
        PyTorch.engine();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Network network = CBAM.newNetwork();
            network.initialize(manager, DataType.FLOAT32, CBAM.inputShape(1));
            Path file = folder.resolve("weights.safetensors");
            WeightFile.write(network, file);
            return file;
        }
    }

    @Test
    void anImportedModelExportsTheSameBytes() throws IOException {
        Path file = weights();
        Path model = folder.resolve("model");
        ModelCard card = ModelImport.run(file, CBAM, CLASSES, "COVID", model);
        assertThat(card.name()).isEqualTo("cbam");
        assertThat(card.data()).isNull();
        Path again = folder.resolve("again.safetensors");
        try (CtModel loaded = ModelFolder.load(model, Device.cpu())) {
            WeightFile.write(loaded.network(), again);
        }
        assertThat(again).hasSameBinaryContentAs(file);
    }

    @Test
    void weightsOfAnotherNetworkLeaveNoFolder() throws IOException {
        Path file = weights();
        NetworkSpec baseline = NetworkSpec.paper(AttentionSpec.NONE, 36, 2);
        Path model = folder.resolve("model");
        assertThatThrownBy(() -> ModelImport.run(file, baseline, CLASSES, "COVID", model))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(
                        "unknown [attention1.channel.fc1.bias, attention1.channel.fc1.weight");
        assertThat(Files.exists(model)).isFalse();
    }
}
