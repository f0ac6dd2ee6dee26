package io.ctattention.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import io.ctattention.dataset.Partition;
import io.ctattention.model.PyTorch;
import io.ctattention.training.recipe.TrainingRecipe;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training whose device fails before the first batch, as one that is full does. */
class FailedStartTest {

    /** Returns the managers that are open in the process. */
    private static Set<Object> openManagers() throws ReflectiveOperationException {
        Field resources = BaseNDManager.class.getDeclaredField("resources");
        resources.setAccessible(true);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Map<?, ?> all = (Map<?, ?>) resources.get(manager.getParentManager());
            Set<Object> others = new HashSet<>(all.keySet());
            others.remove(manager.getName());
            return others;
        }
    }

    @Test
    void nothingOfItStaysOpen(@TempDir Path folder)
            throws IOException, ReflectiveOperationException {
        assumeTrue(PyTorch.engine().getGpuCount() == 0, "this machine has a GPU");
        TrainingPlan cpu =
                TinySlices.plan(
                        TinySlices.write(folder.resolve("slices"), 32),
                        TrainingRecipe.PAPER,
                        folder,
                        "run",
                        false);
        TrainingPlan gpu = cpu.toBuilder().optDevice(Device.gpu(0)).optResume(false).build();
        Partition partition = Partition.of(gpu.slices(), gpu.partition());
        Set<Object> before = openManagers();

        for (boolean onDevice : new boolean[] {true, false}) {
            assertThatThrownBy(
                            () ->
                                    new TrainingLoop(
                                            gpu, partition, null, TrainingListener.NONE, onDevice))
                    .isInstanceOf(EngineException.class);
        }

        assertThat(before).containsAll(openManagers());
    }
}
