package io.ctattention.quarkus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.repository.zoo.ZooModel;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.engine.DeviceException;
import io.ctattention.image.GreyImage;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelCard;
import io.ctattention.model.PyTorch;
import io.ctattention.model.SliceReader.ReadSlice;
import io.ctattention.model.SliceTranslator;
import io.ctattention.quarkus.runtime.device.DeviceFailures;
import io.ctattention.quarkus.runtime.device.DevicesHealthCheck;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class DevicesHealthCheckTest {

    private static final String ILLEGAL_ACCESS =
            "CUDA error: an illegal memory access was encountered\nframe #0: c10::Error::Error";

    private static final ModelCard CARD =
            ModelCard.of(NetworkSpec.paper(AttentionSpec.NONE, 36, 2), 1, List.of("a", "b"), "b");

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
    private static final class Fake extends ZooModel<Image, Classifications> {

        private boolean fails = true;

        Fake(Model model) {
            super(model, new SliceTranslator(CARD.network(), CARD.classes()));
        }

        @Override
        public Block getBlock() {
            if (fails) {
                throw new EngineException(ILLEGAL_ACCESS);
            }
            return super.getBlock();
        }
    }

    @Test
    void answersAreWatchedAndFailInASentence() {
        PyTorch.engine();
        Network network = CARD.network().newNetwork();
        try (Model model = Model.newInstance("fake", Device.cpu(), "PyTorch")) {
            network.initialize(
                    model.getNDManager(), DataType.FLOAT32, CARD.network().inputShape(1));
            model.setBlock(network);
            Fake fake = new Fake(model);
            LoadedModel loaded = new LoadedModel("fake", new CtModel(CARD, fake), 1, failures);
            List<ReadSlice> slices =
                    List.of(
                            new ReadSlice(
                                    "slice", null, new GreyImage(36, 36, new float[36 * 36])));
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> loaded.classify(slices))
                        .isInstanceOf(DeviceException.class)
                        .hasMessageStartingWith(
                                "The GPU failed (CUDA error: an illegal memory access was"
                                        + " encountered), and CUDA cannot continue in this");
            }
            assertThat(status()).isEqualTo(Status.DOWN);
            fake.fails = false;
            assertThat(loaded.classify(slices)).hasSize(1);
            assertThat(status()).isEqualTo(Status.UP);
        }
    }
}
