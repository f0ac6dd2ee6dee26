package io.ctattention.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ctattention.block.ForwardTrace;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.image.Interruption;
import io.ctattention.model.Inference;
import io.ctattention.model.PyTorch;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The 64 channels of the paper's network, 16 in a batch: four looks a slice. */
class InterruptionTest {

    private static final NetworkSpec NETWORK = NetworkSpec.paper(AttentionSpec.NONE, 36, 2);

    private static List<Explanation> explain(CamMethod method, int slices) {
        PyTorch.engine();
        try (PyTorch.NoGradient scope = PyTorch.noGradient();
                NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Network network = NETWORK.newNetwork();
            network.initialize(manager, DataType.FLOAT32, NETWORK.inputShape(1));
            ParameterStore parameters = new ParameterStore(manager, false);
            NDArray input = manager.ones(new Shape(slices, 1, 36, 36));
            ForwardTrace trace = network.trace(parameters, input, false);
            return new ClassActivationMap(
                            List.of("a", "b"), Inference::argMax, CamTarget.of("a").by(method))
                    .explain(network, parameters, input, trace);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SCORECAM", "ABLATIONCAM"})
    void whatTakesManyPassesStopsBetweenTwoOfThem(CamMethod method) {
        AtomicInteger looks = new AtomicInteger();
        assertThatThrownBy(
                        () ->
                                Interruption.when(
                                        () -> looks.incrementAndGet() == 6,
                                        () -> explain(method, 2)))
                .isInstanceOf(CancellationException.class)
                .hasMessage("The caller no longer waits for this");
        assertThat(looks).as("the second slice, its second batch").hasValue(6);
    }

    @ParameterizedTest
    @EnumSource(names = {"SCORECAM", "ABLATIONCAM"})
    void wantedWorkIsFinishedAndAskedAboutBeforeEachBatch(CamMethod method) {
        AtomicInteger looks = new AtomicInteger();
        List<Explanation> explained =
                Interruption.when(() -> looks.incrementAndGet() > 1_000, () -> explain(method, 2));
        assertThat(explained).hasSize(2);
        assertThat(looks).hasValue(2 * 64 / 16);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SCORECAM", "ABLATIONCAM"})
    void whatTakesTwoPassesIsFinished(CamMethod method) {
        assertThat(Interruption.when(() -> true, () -> explain(method, 1))).hasSize(1);
    }

    @Test
    void nothingIsLeftBehindOnTheThread() {
        assertThatThrownBy(
                        () -> Interruption.when(() -> true, () -> explain(CamMethod.SCORECAM, 1)))
                .isInstanceOf(CancellationException.class);
        assertThat(explain(CamMethod.SCORECAM, 1)).hasSize(1);
    }
}
