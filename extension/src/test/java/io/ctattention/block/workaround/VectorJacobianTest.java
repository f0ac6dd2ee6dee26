package io.ctattention.block.workaround;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import io.ctattention.block.attention.Cbam;
import io.ctattention.model.PyTorch;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VectorJacobianTest {

    private static final Shape SHAPE = new Shape(2, 8, 6, 7);

    private NDManager manager;
    private Cbam cbam;
    private NDArray features;
    private NDArray outputGradient;
    private float[] collected;

    @BeforeEach
    void collectTheGradient() {
        PyTorch.engine();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        cbam = new Cbam(8, 2, 3, true);
        cbam.setInitializer(new NormalInitializer(0.7f), Parameter.Type.WEIGHT);
        cbam.initialize(manager, DataType.FLOAT32, SHAPE);
        features = manager.randomNormal(SHAPE);
        outputGradient = manager.randomNormal(SHAPE);
        try (NDManager working = manager.newSubManager()) {
            NDArray own = features.duplicate();
            own.attach(working);
            own.setRequiresGradient(true);
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                NDArray output = cbam.attend(new ParameterStore(working, false), own, false).head();
                collector.backward(output.mul(outputGradient).sum());
            }
            collected = own.getGradient().toFloatArray();
        }
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private float[] product() {
        try (NDManager scope = manager.newSubManager()) {
            NDArray own = features.duplicate();
            own.attach(scope);
            NDArray gradient =
                    cbam.inputGradient(new ParameterStore(scope, false), own, outputGradient);
            assertThat(gradient.getShape()).isEqualTo(SHAPE);
            assertThat(gradient.getManager()).isSameAs(scope);
            return gradient.toFloatArray();
        }
    }

    @Test
    void itIsWhatACollectorFinds() {
        assertThat(collected).isNotEqualTo(new float[collected.length]);
        assertThat(product()).containsExactly(collected, within(1e-6f));
    }

    @Test
    void itWorksWithoutGradientModeWhileACollectorIsOpen() {
        try (GradientCollector open = manager.getEngine().newGradientCollector();
                PyTorch.NoGradient scope = PyTorch.noGradient()) {
            assertThat(product()).containsExactly(collected, within(1e-6f));
            // Still off: what is computed now records no graph.
            NDArray weight = cbam.getParameters().valueAt(0).getArray();
            assertThat(weight.square().hasGradient()).isFalse();
        }
    }

    @Test
    void theWeightsGetNoGradient() {
        List<float[]> before = gradientsOfTheWeights();
        product();
        assertThat(gradientsOfTheWeights()).usingRecursiveComparison().isEqualTo(before);
    }

    /** What the collector left there. */
    private List<float[]> gradientsOfTheWeights() {
        return cbam.getParameters().values().stream()
                .filter(Parameter::requiresGradient)
                .map(parameter -> parameter.getArray().getGradient().toFloatArray())
                .toList();
    }

    @Test
    void threadsDoNotDisturbEachOtherAndNothingIsLeftBehind() throws Exception {
        product();
        int before = manager.getManagedArrays().size();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<float[]>> calls =
                    IntStream.range(0, 200)
                            .<Callable<float[]>>mapToObj(i -> this::product)
                            .toList();
            for (Future<float[]> answer : threads.invokeAll(calls)) {
                assertThat(answer.get()).containsExactly(collected, within(1e-6f));
            }
        } finally {
            threads.shutdown();
        }
        assertThat(manager.getManagedArrays()).hasSize(before);
    }
}
