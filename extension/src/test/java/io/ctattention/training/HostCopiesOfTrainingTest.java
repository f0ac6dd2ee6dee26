package io.ctattention.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.tracker.Tracker;
import io.ctattention.OtherDevice;
import io.ctattention.block.Network;
import io.ctattention.file.Sha256;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import io.ctattention.training.recipe.TrainingRecipe;
import io.ctattention.training.step.ResumableAdam;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an epoch reads from a GPU may leave no copy on the host. */
class HostCopiesOfTrainingTest {

    @TempDir Path folder;

    @Test
    void checkpointsLeaveNone() throws IOException {
        TrainingPlan plan =
                TinySlices.plan(
                        TinySlices.write(folder.resolve("slices"), 32),
                        TrainingRecipe.PAPER.withEpochs(1),
                        folder,
                        "run",
                        false);
        Training.train(plan, TrainingListener.NONE, () -> false);
        Path last = folder.resolve("run").resolve(TrainingPlan.LAST);
        TrainingState state = Checkpoint.readState(last);
        ModelCard card = ModelFolder.verify(last);

        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Network network = plan.network().newNetwork();
            network.initialize(manager, DataType.FLOAT32, plan.network().inputShape(1));
            ResumableAdam adam =
                    new ResumableAdam(manager, network.namedParameters(), Tracker.fixed(0.001f), 0);
            try (NDManager scope = manager.newSubManager()) {
                adam.restore(state.step(), Checkpoint.readMoments(last, state, scope));
            }
            NDList moments = adam.moments();
            moments.forEach(OtherDevice::pretend);
            network.namedParameters().values().forEach(p -> OtherDevice.pretend(p.getArray()));
            int before = manager.getManagedArrays().size();

            for (int epoch = 0; epoch < 3; epoch++) {
                Checkpoint.write(folder.resolve("copy"), network, card, adam.moments(), state);
            }

            assertThat(manager.getManagedArrays()).hasSize(before);
            String file = "training-state/optimizer.ndlist";
            assertThat(Sha256.of(folder.resolve("copy").resolve(file)))
                    .isEqualTo(Sha256.of(last.resolve(file)));
        }
    }

    @Test
    void lossAndConfusionsLeaveNone() {
        PyTorch.engine();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            EpochTally tally = new EpochTally(manager, List.of("NonCOVID", "COVID"), "COVID");
            manager.getManagedArrays().forEach(OtherDevice::pretend);
            int before = manager.getManagedArrays().size();
            tally.read();
            tally.read();
            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }
}
