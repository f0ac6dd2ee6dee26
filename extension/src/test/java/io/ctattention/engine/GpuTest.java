package io.ctattention.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import io.ctattention.engine.CudaArithmetic.Flags;
import io.ctattention.model.PyTorch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GpuTest {

    private final List<Device> computed = new ArrayList<>();
    private Flags before;

    @BeforeEach
    void remember() {
        PyTorch.engine();
        before = CudaArithmetic.get();
    }

    @AfterEach
    void restore() {
        CudaArithmetic.set(before);
    }

    @Test
    void aGpuComputesOnceBeforeItIsUsedAndAsIsWanted() {
        Gpu.require(Device.gpu(90), computed::add);
        Gpu.require(Device.gpu(90), computed::add);
        Gpu.require(Device.gpu(91), computed::add);
        assertThat(computed).containsExactly(Device.gpu(90), Device.gpu(91));
        assertThat(CudaArithmetic.get()).isEqualTo(new Flags(true, false, false, false));
    }

    @Test
    void theCpuIsLeftAlone() {
        Gpu.require(Device.cpu(), computed::add);
        assertThat(computed).isEmpty();
        assertThat(CudaArithmetic.get()).isEqualTo(before);
    }

    @Test
    void oneThatDoesNotComputeIsRefusedInASentenceAndTriedAgain() {
        assertThatThrownBy(
                        () ->
                                Gpu.require(
                                        Device.gpu(92),
                                        gpu -> {
                                            throw new EngineException(
                                                    "CUDA error: no kernel image is available for"
                                                            + " execution on the device");
                                        }))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("This build of PyTorch has no code for this GPU");
        assertThatCode(() -> Gpu.require(Device.gpu(92), computed::add)).doesNotThrowAnyException();
        assertThat(computed).containsExactly(Device.gpu(92));
    }
}
