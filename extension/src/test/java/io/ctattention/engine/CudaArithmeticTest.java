package io.ctattention.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.engine.CudaArithmetic.Flags;
import io.ctattention.model.PyTorch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The flags are in the CPU's build, too: what is set can be read back there. */
class CudaArithmeticTest {

    private Flags before;

    @BeforeEach
    void remember() {
        PyTorch.engine();
        before = CudaArithmetic.get();
    }

    @AfterEach
    void restore() {
        CudaArithmetic.set(before);
        CudaArithmetic.allowTf32(false);
    }

    @Test
    void pytorchsOwnDefaultsAreNeitherDeterministicNorFloat32() {
        // torch.backends.cudnn: deterministic False, benchmark False, allow_tf32 True;
        // torch.backends.cuda.matmul.allow_tf32 False
        assertThat(before).isEqualTo(new Flags(false, false, true, false));
    }

    @Test
    void aGpuComputesTheSameTwiceAndInFloat32() {
        assertThat(CudaArithmetic.apply()).isTrue();
        assertThat(CudaArithmetic.get()).isEqualTo(new Flags(true, false, false, false));
    }

    @Test
    void tf32IsThereForWhoAsksAndIsTakenBack() {
        CudaArithmetic.allowTf32(true);
        CudaArithmetic.apply();
        assertThat(CudaArithmetic.get()).isEqualTo(new Flags(true, false, true, true));
        CudaArithmetic.allowTf32(false);
        CudaArithmetic.apply();
        assertThat(CudaArithmetic.get()).isEqualTo(new Flags(true, false, false, false));
    }

    @Test
    void eachFlagIsItsOwn() {
        for (int bit = 0; bit < 4; bit++) {
            Flags one = new Flags(bit == 0, bit == 1, bit == 2, bit == 3);
            CudaArithmetic.set(one);
            assertThat(CudaArithmetic.get()).isEqualTo(one);
        }
    }
}
