package io.ctattention.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import ai.djl.translate.TranslateException;
import io.ctattention.engine.DeviceException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceExceptionTest {

    /** As PyTorch 2.7.1 writes it, with frames after it. */
    private static final String OUT_OF_MEMORY =
            "CUDA out of memory. Tried to allocate 20.00 GiB. GPU 1 has a total capacity of 79.15 GiB"
                    + " of which 10.25 GiB is free. Process 4711 has 68.90 GiB memory in use. Of the"
                    + " allocated memory 60.00 GiB is allocated by PyTorch, and 8.00 GiB is reserved"
                    + " by PyTorch but unallocated.\n"
                    + "Exception raised from malloc at c10/cuda/CUDACachingAllocator.cpp:1432\n"
                    + "frame #0: c10::Error::Error(c10::SourceLocation, std::string)";

    private static final String NO_KERNEL =
            "CUDA error: no kernel image is available for execution on the device\n"
                    + "CUDA kernel errors might be asynchronously reported at some other API call";

    @Test
    void outOfMemorySaysHowMuch() {
        DeviceException found = DeviceException.find(new EngineException(OUT_OF_MEMORY));
        assertThat(found.kind()).isEqualTo(Kind.OUT_OF_MEMORY);
        assertThat(found)
                .hasMessage(
                        "The GPU is out of memory: 20.00 GiB more are needed, cuda:1 has 10.25 GiB"
                                + " free of 79.15 GiB. Use smaller batches or another device, or"
                                + " stop other programs on it: nvidia-smi lists them");
    }

    @Test
    void outOfMemoryWithoutFiguresIsASentenceToo() {
        assertThat(DeviceException.find(new EngineException("CUDA error: out of memory")))
                .hasMessageStartingWith("The GPU is out of memory. Use smaller batches");
    }

    @Test
    void aGpuThatTheBuildDoesNotKnowIsNamed() {
        DeviceException found = DeviceException.find(new EngineException(NO_KERNEL));
        assertThat(found.kind()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(found)
                .hasMessageStartingWith(
                        "This build of PyTorch has no code for this GPU (CUDA error: no kernel image"
                                + " is available for execution on the device). Use a build")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CUDA error: an illegal memory access was encountered",
                "CUDA error: device-side assert triggered",
                "CUDA error: unspecified launch failure",
                "CUDA error: CUBLAS_STATUS_EXECUTION_FAILED when calling `cublasSgemm(...)`",
                "cuDNN error: CUDNN_STATUS_EXECUTION_FAILED"
            })
    void whatCudaDoesNotRecoverFromIsBroken(String words) {
        DeviceException found =
                DeviceException.find(new EngineException(words + "\nframe #0: c10::Error"));
        assertThat(found.kind()).isEqualTo(Kind.BROKEN);
        assertThat(found)
                .hasMessageStartingWith("The GPU failed (" + words + "), and CUDA cannot continue")
                .hasMessageNotContaining("\n");
    }

    @Test
    void itIsFoundUnderWhatDjlWrapsItIn() {
        TranslateException wrapped = new TranslateException(new EngineException(NO_KERNEL));
        assertThat(DeviceException.find(wrapped).kind()).isEqualTo(Kind.UNSUPPORTED);
        DeviceException known = DeviceException.find(wrapped);
        assertThat(DeviceException.of(new IllegalStateException("around", known))).isSameAs(known);
    }

    @Test
    void otherFailuresStayAsTheyAre() {
        RuntimeException shapes =
                new EngineException("mat1 and mat2 shapes cannot be multiplied (1x2 and 3x4)");
        assertThat(DeviceException.of(shapes)).isSameAs(shapes);
        assertThat(DeviceException.find(new IllegalStateException())).isNull();
    }
}
