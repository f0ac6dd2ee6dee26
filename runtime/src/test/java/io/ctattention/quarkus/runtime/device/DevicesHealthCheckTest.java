package io.ctattention.quarkus.runtime.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.modality.cv.Image;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Blocks;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.ctattention.engine.DeviceException;
import io.ctattention.model.PyTorch;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class DevicesHealthCheckTest {

    private static final String ILLEGAL_ACCESS =
            "CUDA error: an illegal memory access was encountered\nframe #0: c10::Error::Error";

    private final DeviceFailures failures = new DeviceFailures();
    private final DevicesHealthCheck check = new DevicesHealthCheck(failures);

    private void fail(String device, String words) {
        assertThatThrownBy(
                        () ->
                                failures.watch(
                                        device,
                                        () -> {
                                            throw new EngineException(words);
                                        }))
                .isInstanceOf(RuntimeException.class);
    }

    private Status status() {
        return check.call().getStatus();
    }

    @Test
    void aGpuThatFailsThreeTimesInARowIsDead() {
        assertThat(status()).isEqualTo(Status.UP);
        fail("cuda:0", ILLEGAL_ACCESS);
        fail("cuda:0", ILLEGAL_ACCESS);
        assertThat(status()).isEqualTo(Status.UP);
        fail("cuda:0", "CUDA error: device-side assert triggered");
        HealthCheckResponse response = check.call();
        assertThat(response.getStatus()).isEqualTo(Status.DOWN);
        assertThat(response.getName()).isEqualTo("CT Attention devices");
        assertThat(response.getData().orElseThrow()).containsEntry("cuda:0.failures", 3L);
    }

    @Test
    void anAnswerBringsItUpAgain() {
        for (int i = 0; i < 5; i++) {
            fail("cuda:0", ILLEGAL_ACCESS);
        }
        assertThat(status()).isEqualTo(Status.DOWN);
        assertThat(failures.watch("cuda:0", () -> "answer")).isEqualTo("answer");
        assertThat(status()).isEqualTo(Status.UP);
        assertThat(check.call().getData()).isEmpty();
    }

    @Test
    void anAnswerOfAnotherDeviceDoesNot() {
        for (int i = 0; i < 3; i++) {
            fail("cuda:1", ILLEGAL_ACCESS);
            failures.watch("cpu", () -> "answer");
        }
        assertThat(status()).isEqualTo(Status.DOWN);
    }

    @Test
    void aFullGpuAndOtherFaultsAreNoReason() {
        for (int i = 0; i < 5; i++) {
            fail("cuda:0", "CUDA out of memory. Tried to allocate 2.00 GiB.");
            fail("cuda:0", "mat1 and mat2 shapes cannot be multiplied (1x2 and 3x4)");
        }
        assertThat(status()).isEqualTo(Status.UP);
    }

    /** Fails as a forward pass on a GPU does, or answers. */
    private static final class Fake implements Translator<Image, String> {

        private boolean fails = true;

        @Override
        public NDList processInput(TranslatorContext ctx, Image input) {
            if (fails) {
                throw new EngineException(ILLEGAL_ACCESS);
            }
            return new NDList(ctx.getNDManager().ones(new Shape(1)));
        }

        @Override
        public String processOutput(TranslatorContext ctx, NDList list) {
            NDArray answer = list.singletonOrThrow();
            return answer.getShape().toString();
        }
    }

    @Test
    void predictionsAreWatchedAndFailInASentence() {
        PyTorch.engine();
        try (Model model = Model.newInstance("fake", Device.cpu(), "PyTorch")) {
            model.setBlock(Blocks.identityBlock());
            Fake translator = new Fake();
            PredictorPool<String> pool =
                    new PredictorPool<>(
                            new ZooModel<>(model, translator),
                            translator,
                            new Semaphore(1),
                            failures);
            List<BufferedImage> slices =
                    List.of(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY));
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> pool.predict(slices))
                        .isInstanceOf(DeviceException.class)
                        .hasMessageStartingWith(
                                "The GPU failed (CUDA error: an illegal memory access was"
                                        + " encountered), and CUDA computes nothing more");
            }
            assertThat(status()).isEqualTo(Status.DOWN);
            translator.fails = false;
            assertThat(pool.predict(slices)).hasSize(1);
            assertThat(status()).isEqualTo(Status.UP);
            pool.close();
        }
    }
}
