package io.ctattention.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.model.PyTorch;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainNetworkTest {

    @ParameterizedTest
    @CsvSource({"baseline, 6941890", "cbam, 6943506"})
    void thePlainNetworkGivesTheLogitsOfOursForTheSameWeights(String name, long parameters) {
        PyTorch.engine();
        NetworkSpec spec = Networks.spec(name);
        try (PyTorch.NoGradient scope = PyTorch.noGradient();
                NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Network ours = spec.newNetwork();
            ours.initialize(manager, DataType.FLOAT32, spec.inputShape(1));
            Block plain = PlainNetwork.of(name);
            plain.initialize(manager, DataType.FLOAT32, spec.inputShape(1));
            List<Parameter> from = new ArrayList<>(ours.namedParameters().values());
            List<Parameter> to = plain.getParameters().values();
            assertThat(to).hasSameSizeAs(from);
            for (int i = 0; i < to.size(); i++) {
                NDArray weight = from.get(i).getArray();
                if (weight.getShape().dimension() == 1) { // initialized to zero, which tells little
                    weight.set(manager.randomUniform(-1, 1, weight.getShape()).toFloatArray());
                }
                assertThat(to.get(i).getArray().getShape()).isEqualTo(weight.getShape());
                PyTorch.copy(weight, to.get(i).getArray());
            }

            NDArray input = manager.randomUniform(0, 1, spec.inputShape(2));

            float[] expected = logits(ours, input);
            assertThat(logits(plain, input)).containsExactly(expected, Offset.offset(1e-4f));
            assertThat(PlainNetwork.parameterCount(plain)).isEqualTo(parameters);
        }
    }

    private static float[] logits(Block network, NDArray input) {
        ParameterStore parameters = new ParameterStore(input.getManager(), false);
        return network.forward(parameters, new NDList(input), false)
                .singletonOrThrow()
                .toFloatArray();
    }
}
