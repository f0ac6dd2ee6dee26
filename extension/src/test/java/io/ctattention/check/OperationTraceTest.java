package io.ctattention.check;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;
import io.ctattention.model.PyTorch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationTraceTest {

    @TempDir Path folder;

    private OperationTrace trace(Consumer<NDManager> work) throws IOException {
        PyTorch.engine();
        Path file = folder.resolve("trace.json");
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            JniUtils.startProfile(false, false, false);
            work.accept(manager);
            JniUtils.stopProfile(file.toString());
        }
        return OperationTrace.read(file);
    }

    /** How many numbers a mask picks the device alone knows, so that the host waits. */
    @Test
    void whatWaitsForTheDeviceIsFound() throws IOException {
        OperationTrace trace =
                trace(
                        manager -> {
                            NDArray array = manager.create(new float[] {1, -2, 3});
                            array.add(array)
                                    .booleanMask(manager.create(new boolean[] {true, false, true}));
                        });
        assertThat(trace.operations()).isGreaterThan(1);
        assertThat(trace.waiting()).contains("aten::masked_select");
    }

    /** PyTorch looks at the classes on a CPU only. */
    @Test
    void whatWaitsForACpuOnlyIsNot() throws IOException {
        OperationTrace trace =
                trace(
                        manager ->
                                manager.create(new long[] {0, 1})
                                        .oneHot(2, DataType.FLOAT32)
                                        .sum(new int[] {0}));
        assertThat(trace.operations()).isGreaterThan(2);
        assertThat(trace.waiting()).isEmpty();
    }

    /** Casts are copies, too: a GPU's are those that the CPU's trace does not have. */
    @Test
    void copiesAreCounted() throws IOException {
        OperationTrace trace =
                trace(
                        manager ->
                                manager.create(new float[] {1, 2})
                                        .toType(DataType.FLOAT64, true)
                                        .toType(DataType.INT64, true));
        assertThat(trace.copies()).isEqualTo(2);
    }
}
