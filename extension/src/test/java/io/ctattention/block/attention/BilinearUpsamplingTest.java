package io.ctattention.block.attention;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ctattention.model.PyTorch;
import org.junit.jupiter.api.Test;

class BilinearUpsamplingTest {

    @Test
    void aPixelTakesThreeQuartersOfItsCellAndOneOfTheNextAlongEachAxis() {
        PyTorch.engine();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray row = manager.create(new float[] {0, 4}, new Shape(1, 1, 1, 2));
            assertThat(BilinearUpsampling.of(row, 1, 4).toFloatArray()).containsExactly(0, 1, 3, 4);
            assertThat(BilinearUpsampling.of(row, 2, 3).toFloatArray())
                    .containsExactly(0, 1, 3, 0, 1, 3);

            NDArray column = manager.create(new float[] {0, 4, 8}, new Shape(1, 1, 3, 1));
            assertThat(BilinearUpsampling.of(column, 5, 1).toFloatArray())
                    .containsExactly(0, 1, 3, 5, 7);
        }
    }
}
