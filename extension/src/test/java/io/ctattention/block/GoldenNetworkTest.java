package io.ctattention.block;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import io.ctattention.Golden;
import io.ctattention.model.PyTorch;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenNetworkTest {

    @ParameterizedTest
    @ValueSource(strings = {"baseline", "cbam"})
    void logitsAndLossEqualTheIndependentImplementation(String name) throws IOException {
        try (Golden golden = Golden.read(name)) {
            BaselineCnn network = golden.network(name);
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
    void theCbamBlockEqualsTheIndependentImplementation() throws IOException {
        try (Golden golden = Golden.read("cbam-block")) {
            NDArray input = golden.get("input");
            Cbam cbam = new Cbam(32, 16, 7, false);
            cbam.initialize(golden.manager(), DataType.FLOAT32, input.getShape());
            Map<String, String> names =
                    Map.of(
                            "channel.fc1.weight", "fc1_weight",
                            "channel.fc1.bias", "fc1_bias",
                            "channel.fc2.weight", "fc2_weight",
                            "channel.fc2.bias", "fc2_bias",
                            "spatial.conv.weight", "spatial_weight");
            Map<String, ai.djl.nn.Parameter> named = new java.util.LinkedHashMap<>();
            WeightNames.collect("", cbam, named);
            assertThat(named.keySet()).containsExactlyInAnyOrderElementsOf(names.keySet());
            try (PyTorch.NoGradient scope = PyTorch.noGradient()) {
                named.forEach(
                        (key, value) ->
                                golden.get("param/" + names.get(key)).copyTo(value.getArray()));
            }
            input.setRequiresGradient(true);
            ParameterStore parameters = new ParameterStore(golden.manager(), false);
            NDArray output;
            try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
                output = cbam.forward(parameters, new NDList(input), true).singletonOrThrow();
                collector.backward(output.square().sum());
            }

            golden.assertClose("output", output);
            golden.assertClose("grad/input", input.getGradient());
            names.forEach(
                    (ours, theirs) ->
                            golden.assertClose(
                                    "grad/" + theirs, named.get(ours).getArray().getGradient()));

            NDArray gate = cbam.attend(parameters, input, false).get(1);
            NDArray closedForm = cbam.meanInputGradient(parameters, input, gate, output.mul(2));
            NDArray means = Pool.globalAvgPool2d(golden.get("grad/input"));
            Golden.assertClose(
                    "mean of grad/input", means.toFloatArray(), closedForm.toFloatArray());
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
                ai.djl.ndarray.NDManager.newBaseManager("PyTorch")) {
            BaselineCnn network = new BaselineCnn(NetworkSpec.paper(attention, 180, 2));
            network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 180, 180));
            return network.parameterCount();
        }
    }
}
