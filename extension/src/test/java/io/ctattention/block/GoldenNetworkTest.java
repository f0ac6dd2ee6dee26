package io.ctattention.block;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import io.ctattention.Golden;
import io.ctattention.GpuMachine;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.model.PyTorch;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(GpuMachine.class)
class GoldenNetworkTest {

    @ParameterizedTest
    @ValueSource(strings = {"baseline", "cbam"})
    void logitsAndLossEqualTheIndependentImplementation(String name) throws IOException {
        try (Golden golden = Golden.read(name)) {
            Network network = golden.network(name);
            ParameterStore parameters = new ParameterStore(golden.manager(), false);
            NDList logits = network.forward(parameters, new NDList(golden.get("input")), false);
            NDArray loss =
                    Loss.softmaxCrossEntropyLoss()
                            .evaluate(new NDList(golden.get("labels")), logits);

            golden.assertClose("logits", logits.singletonOrThrow());
            Golden.assertClose("loss", golden.get("loss").toFloatArray(), loss.toFloatArray());
        }
    }

    @Test
    void theParameterCountsAreThePublishedOnes() {
        PyTorch.engine();
        assertThat(parameters(AttentionSpec.NONE)).isEqualTo(6_941_890);
        assertThat(parameters(AttentionSpec.CBAM)).isEqualTo(6_943_506);
    }

    private static long parameters(AttentionSpec attention) {
        try (ai.djl.ndarray.NDManager manager =
                ai.djl.ndarray.NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Network network = NetworkSpec.paper(attention, 180, 2).newNetwork();
            network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 180, 180));
            return network.parameterCount();
        }
    }
}
