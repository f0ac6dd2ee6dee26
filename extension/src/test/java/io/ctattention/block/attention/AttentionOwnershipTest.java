package io.ctattention.block.attention;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ctattention.block.attention.AttentionSpec.Kind;
import io.ctattention.model.PyTorch;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Whose the arrays are that an attention leaves behind. */
class AttentionOwnershipTest {

    private static final Shape SHAPE = new Shape(2, 16, 5, 7);

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void noneIsTheModels(Kind kind) {
        PyTorch.engine();
        try (NDManager model = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Attention block = AttentionSpec.of(kind).newBlock(16);
            block.initialize(model, DataType.FLOAT32, SHAPE);
            int before = model.getManagedArrays().size();
            // In training CBAM's kernels belong to the weights' manager, which is then the step's.
            List<Boolean> modes = kind == Kind.CBAM ? List.of(false) : List.of(false, true);
            for (boolean training : modes) {
                try (NDManager scope = model.newSubManager();
                        GradientCollector collector = scope.getEngine().newGradientCollector()) {
                    NDArray features = scope.randomNormal(SHAPE);
                    ParameterStore parameters = new ParameterStore(scope, false);
                    NDArray output =
                            block.forward(parameters, new NDList(features), training).head();
                    collector.backward(output.sum());
                    block.inputGradient(parameters, features, output.stopGradient());
                }
            }
            assertThat(model.getManagedArrays()).hasSize(before);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"NONE", "CBAM"})
    void theCallerGetsTheOutputAndNothingElse(Kind kind) {
        PyTorch.engine();
        try (NDManager model = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                NDManager scope = model.newSubManager();
                PyTorch.NoGradient off = PyTorch.noGradient()) {
            Attention block = AttentionSpec.of(kind).newBlock(16);
            block.initialize(model, DataType.FLOAT32, SHAPE);
            NDArray features = scope.randomNormal(SHAPE);
            NDArray output =
                    block.forward(new ParameterStore(scope, false), new NDList(features), false)
                            .head();
            assertThat(scope.getManagedArrays()).containsExactlyInAnyOrder(features, output);
        }
    }
}
