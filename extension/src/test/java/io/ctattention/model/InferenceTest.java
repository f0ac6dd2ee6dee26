package io.ctattention.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import ai.djl.translate.NoopTranslator;
import io.ctattention.GpuMachine;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(GpuMachine.class)
class InferenceTest {

    private static final NetworkSpec SPEC = NetworkSpec.paper(AttentionSpec.CBAM, 24, 2);

    @TempDir Path folder;

    private static Network network(NDManager manager) {
        Network network = SPEC.newNetwork();
        network.initialize(manager, DataType.FLOAT32, SPEC.inputShape(1));
        return network;
    }

    /** DJL switches graphs off on the thread that loads the engine only; so this is another. */
    private static boolean onAnotherThread(Callable<NDArray> forward) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(
                            () -> {
                                assertThat(JniUtils.isGradMode()).isTrue();
                                return hasGraph(forward.call());
                            })
                    .get();
        } finally {
            thread.shutdown();
        }
    }

    /** The engine tells of leaves only; whatever else has no graph refuses a backward pass. */
    private static boolean hasGraph(NDArray logits) {
        PtNDArray output = (PtNDArray) logits;
        PtNDArray gradient = (PtNDArray) logits.onesLike();
        try {
            JniUtils.backward(output, gradient, false, false);
            return true;
        } catch (EngineException e) {
            assertThat(e).hasMessageContaining("does not require grad");
            return false;
        }
    }

    @Test
    void noForwardPassOfALoadedModelRecordsAGradientGraph() throws Exception {
        PyTorch.engine();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Network network = network(manager);
            List<String> classes = List.of("NonCOVID", "COVID");
            ModelCard card = ModelCard.of(SPEC, network.parameterCount(), classes, "COVID");
            ModelFolder.write(folder.resolve("model"), network, card);
            NDArray slices = manager.ones(new Shape(2, 1, 24, 24));
            try (CtModel model = ModelFolder.load(folder.resolve("model"), Device.cpu());
                    Predictor<NDList, NDList> predictor =
                            model.model().newPredictor(new NoopTranslator())) {
                assertThat(onAnotherThread(() -> predictor.predict(new NDList(slices)).head()))
                        .as("DJL's predictor")
                        .isFalse();
            }
        }
    }

    @Test
    void aForwardPassOverWeightsBeingTrainedRecordsNoneEither() throws Exception {
        PyTorch.engine();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Network network = network(manager);
            for (Parameter parameter : network.namedParameters().values()) {
                parameter.getArray().setRequiresGradient(true);
            }
            NDArray slices = manager.ones(new Shape(2, 1, 24, 24));
            ParameterStore weights = new ParameterStore(manager, false);
            assertThat(
                            onAnotherThread(
                                    () ->
                                            network.forward(weights, new NDList(slices), true)
                                                    .head()))
                    .as("a training's forward pass")
                    .isTrue();
            assertThat(onAnotherThread(() -> Inference.logits(manager, network, slices))).isFalse();
        }
    }
}
