package io.ctattention.block;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ctattention.Golden;
import io.ctattention.block.attention.Attention;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.block.attention.AttentionSpec.Kind;
import io.ctattention.block.attention.AttentionSpec.Trait;
import io.ctattention.model.PyTorch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Single blocks against an independent PyTorch implementation. */
class GoldenBlockTest {

    private static final Shape SHAPE = new Shape(3, 32, 9, 11);

    /** CBAM's weights are those of two gates, which the golden file has in one list. */
    private static final Map<String, String> CBAM_NAMES =
            Map.of(
                    "channel.fc1.weight", "fc1_weight",
                    "channel.fc1.bias", "fc1_bias",
                    "channel.fc2.weight", "fc2_weight",
                    "channel.fc2.bias", "fc2_bias",
                    "spatial.conv.weight", "spatial_weight");

    private static Map<String, Parameter> trained(Golden golden, Attention block) {
        block.initialize(golden.manager(), DataType.FLOAT32, SHAPE);
        Map<String, Parameter> all = new LinkedHashMap<>();
        WeightNames.collect("", block, all);
        Map<String, Parameter> trained = new LinkedHashMap<>();
        try (PyTorch.NoGradient scope = PyTorch.noGradient()) {
            all.forEach(
                    (name, parameter) -> {
                        if (parameter.requiresGradient()) {
                            String theirs = CBAM_NAMES.getOrDefault(name, name);
                            trained.put(theirs, parameter);
                            golden.get("param/" + theirs).copyTo(parameter.getArray());
                        }
                    });
        }
        return trained;
    }

    @ParameterizedTest
    @CsvSource({"CBAM,5", "SE,4", "SRM,3", "GC,8", "NONLOCAL,4", "CRISSCROSS,7"})
    void outputAndEveryGradientAreThoseOfPyTorch(Kind kind, int weights) throws Exception {
        try (Golden golden = Golden.read(kind.id() + "-block")) {
            compare(golden, kind, weights, golden.get("input"), input -> input);
        }
    }

    /** As behind a convolution on the CPU. */
    @ParameterizedTest
    @CsvSource({"CBAM,5", "SE,4", "SRM,3", "GC,8", "NONLOCAL,4", "CRISSCROSS,7"})
    void soTheyAreWhereTheChannelsOfAPixelLieTogether(Kind kind, int weights) throws Exception {
        try (Golden golden = Golden.read(kind.id() + "-block")) {
            NDArray stored = golden.get("input").transpose(0, 2, 3, 1).duplicate().flatten();
            NDArray input = stored.reshape(3, 9, 11, 32);
            compare(golden, kind, weights, input, leaf -> leaf.transpose(0, 3, 1, 2));
        }
    }

    private static void compare(
            Golden golden, Kind kind, int weights, NDArray leaf, UnaryOperator<NDArray> seen) {
        Attention block = AttentionSpec.of(kind).newBlock(32);
        Map<String, Parameter> trained = trained(golden, block);
        assertThat(trained).hasSize(weights);
        leaf.setRequiresGradient(true);
        NDManager manager = golden.manager();
        NDArray output;
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDList input = new NDList(seen.apply(leaf));
            output = block.forward(new ParameterStore(manager, false), input, true).head();
            collector.backward(output.square().sum());
        }
        golden.assertClose("output", output);
        trained.forEach(
                (name, parameter) -> compare(golden, name, parameter.getArray().getGradient()));
        golden.assertClose("grad/input", seen.apply(leaf.getGradient()));
    }

    private static void compare(Golden golden, String name, NDArray gradient) {
        if (!name.equals("bk")) {
            golden.assertClose("grad/" + name, gradient);
            return;
        }
        // A number added to all scores leaves a softmax as it is: the true gradient is zero, and
        // both implementations round it differently.
        float scale = golden.get("grad/wk").abs().max().getFloat();
        assertThat(gradient.abs().max().getFloat()).isLessThan(1e-4f * scale);
        assertThat(golden.get("grad/bk").abs().max().getFloat()).isLessThan(1e-4f * scale);
    }

    /** Style recalibration is not here: its golden vectors are those of a batch's statistics. */
    @ParameterizedTest
    @EnumSource(names = {"CBAM", "SE", "GC", "NONLOCAL", "CRISSCROSS"})
    void theGradientOfTheInputIsThoseOfPyTorchAtInferenceToo(Kind kind) throws Exception {
        try (Golden golden = Golden.read(kind.id() + "-block")) {
            Attention block = AttentionSpec.of(kind).newBlock(32);
            trained(golden, block);
            ParameterStore parameters = new ParameterStore(golden.manager(), false);
            NDArray input = golden.get("input");
            NDArray outputGradient = golden.get("output").mul(2); // of the sum of squares
            NDArray gradient = block.inputGradient(parameters, input, outputGradient);
            golden.assertClose("grad/input", gradient);

            int outputs = kind.has(Trait.SPATIAL_GATE) ? 2 : 1;
            assertThat(block.attend(parameters, input, false)).hasSize(outputs);
        }
    }
}
