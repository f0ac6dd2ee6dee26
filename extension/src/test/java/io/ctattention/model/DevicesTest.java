package io.ctattention.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTest {

    @Test
    void theCpuIsAlwaysThere() {
        assertThat(Devices.of("cpu")).isEqualTo(Device.cpu());
        assertThat(Devices.ids()).startsWith("cpu");
        assertThat(Devices.of("auto"))
                .isEqualTo(Devices.of(Devices.ids().size() > 1 ? "cuda" : "cpu"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda", "cuda:0", "CUDA:3"})
    void cudaThatIsNotThereIsAnErrorThatSaysWhatIsAndWhatToDo(String word) {
        assumeTrue(PyTorch.engine().getGpuCount() == 0, "this machine has a GPU");
        assertThatThrownBy(() -> Devices.of(word))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Device " + word + " does not exist: PyTorch 2.7.1")
                .hasMessageContaining("sees no CUDA device")
                .hasMessageContaining("`ct-attention cuda install`")
                .hasMessageEndingWith(" Or use the device cpu.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "cuda:", "cuda:x", "cpu:0", ""})
    void anotherWordIsRefused(String word) {
        assertThatThrownBy(() -> Devices.of(word))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unknown device '" + word + "'; use auto, cpu, cuda or cuda:N");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda:0,cuda:1", "CUDA:0, cuda:1", "cuda,cpu"})
    void severalDevicesAreRefusedWithTheReason(String word) {
        assertThatThrownBy(() -> Devices.of(word))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Give one device, not several: DJL collects")
                .hasMessageContaining("one seed on cuda:0 and another on cuda:1");
    }

    @Test
    void theEngineReportsToNobodyAndDownloadsNothingBesideANativeJar() {
        PyTorch.engine();
        assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
        assertThat(ai.djl.util.Utils.isOfflineMode()).isTrue();
    }

    @Test
    void gradientsAreOffOnlyOnTheThreadThatAsks() throws InterruptedException {
        PyTorch.engine();
        boolean[] other = new boolean[1];
        try (PyTorch.NoGradient scope = PyTorch.noGradient()) {
            assertThat(ai.djl.pytorch.jni.JniUtils.isGradMode()).isFalse();
            Thread thread = new Thread(() -> other[0] = ai.djl.pytorch.jni.JniUtils.isGradMode());
            thread.start();
            thread.join();
        }
        assertThat(other[0]).isTrue();
    }
}
