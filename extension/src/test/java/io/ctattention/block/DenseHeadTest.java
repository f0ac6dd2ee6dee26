package io.ctattention.block;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ctattention.Golden;
import io.ctattention.model.PyTorch;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DenseHeadTest {

    /** The same head without its closed forms: what a head has that knows none. */
    private static Head plain(Head head) {
        return new Head() {
            @Override
            NDList forward(ParameterStore parameters, NDArray features, boolean training) {
                return head.forward(parameters, features, training);
            }
        };
    }

    @Test
    void theClosedFormsEqualAutomaticDifferentiation() throws IOException {
        try (Golden golden = Golden.read("baseline");
                PyTorch.NoGradient scope = PyTorch.noGradient()) {
            Network network = golden.network("baseline");
            ParameterStore parameters = new ParameterStore(golden.manager(), false);
            ForwardTrace trace = network.trace(parameters, golden.get("input"), false);
            NDArray classes =
                    golden.manager().create(new float[] {1, 0, 0, 1, 0, 1, 1, 0}, new Shape(4, 2));
            Head head = network.head();
            Head plain = plain(head);

            Golden.assertClose(
                    "gradient",
                    plain.gradient(parameters, trace, classes).toFloatArray(),
                    head.gradient(parameters, trace, classes).toFloatArray());
            Golden.assertClose(
                    "mean gradient",
                    plain.meanGradient(parameters, trace, classes).toFloatArray(),
                    head.meanGradient(parameters, trace, classes).toFloatArray());
            assertThat(plain.logits(parameters, trace.features()).toFloatArray())
                    .containsExactly(trace.logits().toFloatArray());
        }
    }
}
