package io.ctattention.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.block.attention.AttentionSpec.Kind;
import io.ctattention.dataset.store.StoreOptions;
import io.ctattention.training.MemoryCheck.Room;
import io.ctattention.training.recipe.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryCheckTest {

    private static final AttentionSpec NON_LOCAL = AttentionSpec.of(Kind.NONLOCAL);
    private static final long GB = 1_000_000_000;

    @Test
    void nonLocalAttentionAfterTheFirstConvolutionIsRefusedWithTheEstimate() {
        NetworkSpec first = NetworkSpec.paper(NON_LOCAL, 180, 2, List.of(1));
        // 31 684 places: their squares are 4.015 GB a slice. The rest is 0.018 GB a slice, and
        // 0.111 GB for weights, gradients and moments.
        assertThatThrownBy(() -> MemoryCheck.require(first, 34, 0, "cuda:0", Room.whole(80 * GB)))
                .isInstanceOf(TrainingException.class)
                .hasMessage(
                        "Training nonlocal at 180 x 180 with batches of 34 slices needs at least"
                                + " 137.2 GB of memory; cuda:0 has 80.0 GB. Use smaller batches"
                                + " (--batch-size), a smaller input (--size), or attention after"
                                + " other convolutions than [1] (--attention-at).");
        assertThatCode(() -> MemoryCheck.require(first, 34, 0, "cuda:0", Room.whole(141 * GB)))
                .doesNotThrowAnyException();
    }

    @Test
    void whereItStandsByItselfItFits() {
        NetworkSpec placed = NetworkSpec.paper(NON_LOCAL, 180, 2);
        assertThatCode(() -> MemoryCheck.require(placed, 34, 0, "cpu", Room.whole(2 * GB)))
                .doesNotThrowAnyException();
    }

    @Test
    void theBaselineIsNotToldToMoveItsAttention() {
        NetworkSpec baseline = NetworkSpec.paper(AttentionSpec.NONE, 180, 2);
        assertThatThrownBy(() -> MemoryCheck.require(baseline, 1000, 0, "cpu", Room.whole(2 * GB)))
                .hasMessageEndingWith("(--batch-size), a smaller input (--size).");
    }

    @Test
    void whatOthersUseOfAGpuIsNotThere() {
        NetworkSpec first = NetworkSpec.paper(NON_LOCAL, 180, 2, List.of(1));
        assertThatThrownBy(
                        () ->
                                MemoryCheck.require(
                                        first, 34, 0, "cuda:1", new Room(100 * GB, 141 * GB)))
                .hasMessageContaining(
                        "needs at least 137.2 GB of memory; cuda:1 has 100.0 GB free of 141.0 GB."
                                + " Use smaller batches");
    }

    @Test
    void slicesThatLiveOnTheGpuNeedTheirPlaceThere() {
        NetworkSpec first = NetworkSpec.paper(NON_LOCAL, 180, 2, List.of(1));
        // 100 000 slices of 180 x 180 at two bytes a pixel: 6.48 GB
        assertThatThrownBy(
                        () ->
                                MemoryCheck.require(
                                        first, 34, 6_480_000_000L, "cuda:0", Room.whole(141 * GB)))
                .hasMessageContaining(
                        "needs at least 143.7 GB of memory, 6.5 GB of it for the slices; cuda:0 has"
                                + " 141.0 GB.");
    }

    @Test
    void theSlicesOfATrainingAndItsValidationAreCountedIfTheyFitTheBudget(@TempDir Path folder)
            throws IOException {
        TrainingPlan plan =
                TinySlices.plan(
                        TinySlices.write(folder.resolve("slices"), 32),
                        TrainingRecipe.PAPER,
                        folder,
                        "run",
                        false);
        // 32 slices of 20 x 20, two bytes a pixel
        assertThat(MemoryCheck.sliceBytes(plan)).isEqualTo(25_600);
        TrainingPlan streamed =
                plan.toBuilder()
                        .optDevice(Device.gpu(0))
                        .optStore(new StoreOptions(1000, 1))
                        .optResume(false)
                        .build();
        assertThat(MemoryCheck.sliceBytes(streamed)).isZero();
    }

    @Test
    void itIsRefusedBeforeAnythingIsWritten(@TempDir Path folder) throws IOException {
        TrainingPlan tiny =
                TinySlices.plan(
                        TinySlices.write(folder.resolve("slices"), 32),
                        TrainingRecipe.PAPER,
                        folder,
                        "run",
                        false);
        // At 4000 x 4000 the first convolution has 16 million places: their square is 1e15 bytes.
        TrainingPlan huge =
                tiny.toBuilder()
                        .setNetwork(NetworkSpec.paper(NON_LOCAL, 4000, 2, List.of(1)))
                        .optDevice(Device.cpu())
                        .optResume(false)
                        .build();
        assertThatThrownBy(() -> Training.train(huge, TrainingListener.NONE, () -> false))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("Training nonlocal at 4000 x 4000")
                .hasMessageContaining("cpu has");
        assertThatCode(() -> Files.list(folder.resolve("run")).close())
                .isInstanceOf(java.nio.file.NoSuchFileException.class);
    }
}
