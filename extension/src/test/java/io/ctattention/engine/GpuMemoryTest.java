package io.ctattention.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.util.cuda.CudaLibrary;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpuMemoryTest {

    private final List<String> calls = new ArrayList<>();
    private final List<Thread> callers = new ArrayList<>();

    private CudaLibrary cuda(int error) {
        return (CudaLibrary)
                Proxy.newProxyInstance(
                        CudaLibrary.class.getClassLoader(),
                        new Class<?>[] {CudaLibrary.class},
                        (proxy, method, arguments) -> {
                            callers.add(Thread.currentThread());
                            if (method.getName().equals("cudaMemGetInfo")) {
                                calls.add("cudaMemGetInfo");
                                ((long[]) arguments[0])[0] = 30_000_000_000L;
                                ((long[]) arguments[1])[0] = 80_000_000_000L;
                            } else {
                                calls.add(method.getName() + " " + arguments[0]);
                            }
                            return error;
                        });
    }

    @Test
    void noOtherGpuIsTouched() {
        assertThat(GpuMemory.of(Device.gpu(3), () -> cuda(0)))
                .contains(new GpuMemory(30_000_000_000L, 80_000_000_000L))
                .map(GpuMemory::used)
                .contains(50_000_000_000L);
        assertThat(calls).containsExactly("cudaSetDevice 3", "cudaMemGetInfo");
    }

    @Test
    void theCallersCurrentDeviceStaysAsItIsForAnotherThreadAsks() throws InterruptedException {
        GpuMemory.of(Device.gpu(1), () -> cuda(0));
        assertThat(callers).hasSize(2).doesNotContain(Thread.currentThread());
        for (Thread caller : callers) {
            caller.join(10_000);
            assertThat(caller.isAlive()).isFalse();
        }
    }

    @Test
    void whereCudaDoesNotAnswerItIsUnknown() {
        assertThat(GpuMemory.of(Device.gpu(0), () -> cuda(700))).isEmpty();
        assertThat(
                        GpuMemory.of(
                                Device.gpu(0),
                                () -> {
                                    throw new UnsatisfiedLinkError("cudart");
                                }))
                .isEqualTo(Optional.empty());
    }

    @Test
    void theCpuIsNoGpu() {
        assertThatThrownBy(() -> GpuMemory.of(Device.cpu()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cpu is not a GPU");
    }
}
