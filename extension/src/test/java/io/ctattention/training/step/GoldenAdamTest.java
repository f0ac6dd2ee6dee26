package io.ctattention.training.step;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import ai.djl.training.tracker.Tracker;
import io.ctattention.Golden;
import io.ctattention.block.Network;
import io.ctattention.model.PyTorch;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenAdamTest {

    /**
     * The files' {@code grad/*} are the gradients that the fifth step used: their writer kept a
     * view of PyTorch's gradient buffers, which the five steps overwrote. That the first four
     * gradients are right, too, shows in the losses.
     */
    @ParameterizedTest
    @ValueSource(strings = {"baseline", "cbam"})
    void fiveStepsAndEveryGradientEqualTheIndependentImplementation(String name)
            throws IOException {
        try (Golden golden = Golden.read(name)) {
            Network network = golden.network(name);
            ParameterStore parameters = new ParameterStore(golden.manager(), false);
            NDList input = new NDList(golden.get("input"));
            NDList labels = new NDList(golden.get("labels"));
            ResumableAdam adam =
                    new ResumableAdam(
                            golden.manager(), network.namedParameters(), Tracker.fixed(0.001f), 0);
            float[] losses = new float[5];
            for (int step = 0; step < losses.length; step++) {
                try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
                    NDList logits = network.forward(parameters, input, true);
                    NDArray loss = Loss.softmaxCrossEntropyLoss().evaluate(labels, logits);
                    losses[step] = loss.getFloat();
                    collector.backward(loss);
                }
                if (step == losses.length - 1) {
                    assertGradients(golden, network, "cbam".equals(name) ? 25 : 10);
                }
                adam.nextStep();
                for (var parameter : network.namedParameters().values()) {
                    NDArray weight = parameter.getArray();
                    adam.update(parameter.getId(), weight, weight.getGradient());
                }
            }

            Golden.assertClose("adam/losses", golden.get("adam/losses").toFloatArray(), losses);
            golden.assertClose(
                    "adam/logits-after-5-steps",
                    network.forward(parameters, input, false).singletonOrThrow());
        }
    }

    private static void assertGradients(Golden golden, Network network, int count) {
        assertThat(network.namedParameters()).hasSize(count);
        network.namedParameters()
                .forEach(
                        (name, parameter) ->
                                golden.assertClose(
                                        "grad/" + name, parameter.getArray().getGradient()));
    }
}
