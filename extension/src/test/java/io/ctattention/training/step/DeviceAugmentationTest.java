package io.ctattention.training.step;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ctattention.model.PyTorch;
import io.ctattention.training.recipe.Augmentation;
import io.ctattention.training.recipe.Seeds;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeviceAugmentationTest {

    private static final int SIDE = 20;
    private static final Augmentation ALL = new Augmentation(true, 30, 0.2, 0.3, 0.2, 0.5);

    /** Every array that DJL makes of numbers of the host passes through one of these buffers. */
    private static long hostBuffers() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getCount)
                .sum();
    }

    @Test
    void aBatchIsChangedWithoutANumberFromTheHost() {
        PyTorch.engine();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                NDManager batch = manager.newSubManager()) {
            DeviceAugmentation augmentation = new DeviceAugmentation(manager, ALL, SIDE);
            NDArray table =
                    augmentation.table(
                            batch,
                            IntStream.range(0, 4)
                                    .mapToObj(
                                            i -> ALL.draw(SIDE, Seeds.AUGMENTATION.random(1, 1, i)))
                                    .toList());
            NDArray pixels = batch.ones(new Shape(4, SIDE * SIDE)).mul(batch.create(0.5f));
            augmentation.apply(pixels, table); // loads classes

            long before = hostBuffers();
            NDArray changed = augmentation.apply(pixels, table);
            assertThat(hostBuffers()).isEqualTo(before);

            assertThat(changed.getShape()).isEqualTo(pixels.getShape());
            List<NDArray> numbers = List.of(batch.create(0f), batch.create(1f));
            assertThat(hostBuffers()).as("what clip does").isEqualTo(before + numbers.size());
        }
    }
}
