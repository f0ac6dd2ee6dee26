package io.ctattention.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ctattention.model.PyTorch;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UsedMemoryTest {

    private static final int FLOATS = 1 << 20;

    @Test
    void arraysCountUntilTheyAreFreed() {
        PyTorch.engine();
        OptionalLong before = UsedMemory.ofProcess();
        assumeTrue(before.isPresent(), "Skipped: no glibc of 2.33 or later");
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            for (int i = 0; i < 25; i++) {
                manager.ones(new Shape(FLOATS));
            }
            assertThat(UsedMemory.ofProcess().getAsLong() - before.getAsLong())
                    .isCloseTo(100L << 20, within(10L << 20));
        }
        assertThat(UsedMemory.ofProcess().getAsLong() - before.getAsLong()).isLessThan(10L << 20);
    }
}
