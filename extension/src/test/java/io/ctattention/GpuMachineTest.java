package io.ctattention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ctattention.model.PyTorch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the tests with {@link GpuMachine} rely on. */
@ExtendWith(GpuMachine.class)
class GpuMachineTest {

    @BeforeEach
    void thereIsNoGpu() {
        assumeTrue(PyTorch.engine().getGpuCount() == 0, "this machine has a GPU");
    }

    @Test
    void whatNamesNoDeviceIsOnTheGpuAndFails() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            assertThat(manager.getDevice()).isEqualTo(Device.gpu(0));
            assertThatThrownBy(() -> manager.zeros(new Shape(1)))
                    .isInstanceOf(EngineException.class);
        }
    }

    @Test
    void whatNamesTheCpuIsThere() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            assertThat(manager.zeros(new Shape(1)).getDevice()).isEqualTo(Device.cpu());
        }
    }
}
