package io.ctattention.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.ctattention.GpuMachine;
import io.ctattention.block.AttentionSpec;
import io.ctattention.block.NetworkSpec;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.store.SliceStore;
import io.ctattention.dataset.store.StoreOptions;
import io.ctattention.evaluation.Metric;
import io.ctattention.model.PyTorch;
import io.ctattention.training.TrainingResult.End;
import io.ctattention.training.recipe.Augmentation;
import io.ctattention.training.recipe.Augmentation.Change;
import io.ctattention.training.recipe.Seeds;
import io.ctattention.training.recipe.TrainingRecipe;
import io.ctattention.training.step.DeviceSource;
import io.ctattention.training.step.HostSource;
import io.ctattention.training.step.StepBatch;
import io.ctattention.training.step.StepBatches;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What trains on a GPU, on the device that every machine has. */
@ExtendWith(GpuMachine.class)
class DeviceSourceTest {

    private static final Augmentation ALL = new Augmentation(true, 30, 0.2, 0.3, 0.2, 0.5);
    private static final BooleanSupplier NEVER = () -> false;

    @TempDir Path folder;
    private SliceSet slices;

    @BeforeEach
    void writeSlices() throws IOException {
        slices = TinySlices.write(folder.resolve("slices"), 32);
    }

    private static TrainingRecipe recipe(int epochs, Augmentation augmentation) {
        return TrainingRecipe.builder()
                .optEpochs(epochs)
                .optBatchSize(5)
                .optSeed(3)
                .optAugmentation(augmentation)
                .optKeepBest(Metric.F1)
                .optPatience(2)
                .build();
    }

    private TrainingPlan plan(Augmentation augmentation, String run, boolean resume) {
        return TinySlices.plan(slices, recipe(3, augmentation), folder, run, resume);
    }

    private String weights(String run) throws IOException {
        return TinySlices.weights(folder.resolve(run).resolve("last"));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 19, 20})
    void batchesHoldWhatTheHostsBatchesHold(int side) throws IOException {
        NetworkSpec network =
                new NetworkSpec(side, 3, 2, List.of(1), 1, List.of(AttentionSpec.NONE));
        int[] labels = slices.slices().stream().mapToInt(slices::classIndex).toArray();
        int[] order = IntStream.range(0, 12).map(i -> (7 * i + 5) % 32).toArray();
        PyTorch.engine();
        try (SliceStore store = SliceStore.open(slices.slices(), side, StoreOptions.defaults());
                NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            for (Augmentation augmentation : List.of(Augmentation.NONE, ALL)) {
                TrainingRecipe recipe = recipe(1, augmentation);
                IntFunction<Change> changes =
                        augmentation == ALL
                                ? i -> ALL.draw(side, Seeds.AUGMENTATION.random(1, 1, i))
                                : null;
                try (StepBatches device =
                                new DeviceSource(manager, store, labels, recipe)
                                        .batches(order, changes);
                        StepBatches host =
                                new HostSource(store, labels, network, recipe)
                                        .batches(order, changes)) {
                    float rounding = augmentation == ALL ? 2e-6f : 0;
                    int[] sizes = new int[3];
                    for (int k = 0; k < 3; k++) {
                        StepBatch expected = host.next(manager);
                        StepBatch seen = device.next(manager);
                        assertThat(seen.slices().getShape())
                                .isEqualTo(expected.slices().getShape());
                        assertThat(seen.slices().toFloatArray())
                                .containsExactly(
                                        expected.slices().toFloatArray(), within(rounding));
                        assertThat(seen.labels().toLongArray())
                                .isEqualTo(expected.labels().toLongArray());
                        sizes[k] = (int) seen.labels().size();
                    }
                    assertThat(sizes).containsExactly(5, 5, 2);
                    assertThat(device.hasNext()).isFalse();
                }
            }
        }
    }

    @Test
    void aTrainingGivesTheWeightsAndTheHistoryOfTheHosts() throws IOException {
        TrainingResult host =
                Training.train(
                        plan(Augmentation.NONE, "host", false),
                        TrainingListener.NONE,
                        NEVER,
                        false);
        List<Double> losses = new ArrayList<>();
        TrainingListener listener =
                new TrainingListener() {
                    @Override
                    public void batchDone(BatchProgress progress) {
                        losses.add(progress.loss());
                    }
                };
        TrainingResult device =
                Training.train(plan(Augmentation.NONE, "device", false), listener, NEVER, true);

        assertThat(weights("device")).isEqualTo(weights("host"));
        assertThat(device.history().epochs())
                .usingRecursiveComparison()
                .ignoringFields("seconds")
                .isEqualTo(host.history().epochs());
        assertThat(losses).hasSize(15).containsOnly(Double.NaN);
    }

    @Test
    void interruptedItGoesOnToTheSameWeights() throws IOException {
        TrainingResult whole =
                Training.train(plan(ALL, "whole", false), TrainingListener.NONE, NEVER, true);
        AtomicInteger left = new AtomicInteger(8);
        TrainingResult part =
                Training.train(
                        plan(ALL, "parts", false),
                        TrainingListener.NONE,
                        () -> left.decrementAndGet() <= 0,
                        true);
        assertThat(part.end()).isEqualTo(End.INTERRUPTED);
        TrainingResult rest =
                Training.train(plan(ALL, "parts", true), TrainingListener.NONE, NEVER, true);
        assertThat(weights("parts")).isEqualTo(weights("whole"));
        assertThat(rest.history().epochs())
                .usingRecursiveComparison()
                .ignoringFields("seconds")
                .isEqualTo(whole.history().epochs());
    }

    @Test
    void slicesThatAreNotInMemoryHaveNoBytes() throws IOException {
        try (SliceStore store = SliceStore.open(slices.slices(), 20, new StoreOptions(1, 1))) {
            assertThatThrownBy(() -> store.putBytes(0, ByteBuffer.allocate(800)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
