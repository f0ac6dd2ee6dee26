package io.ctattention.training;

import io.ctattention.block.BaselineCnn;
import io.ctattention.model.DataCard;
import io.ctattention.model.Devices;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what a training leaves: the best model, the last checkpoint and the history. */
final class RunFolder {

    private final TrainingPlan plan;
    private final DataCard data;

    RunFolder(TrainingPlan plan, DataCard data) {
        this.plan = plan;
        this.data = data;
    }

    Path best() {
        return plan.run().resolve(TrainingPlan.BEST);
    }

    Path last() {
        return plan.run().resolve(TrainingPlan.LAST);
    }

    void writeBest(BaselineCnn network, EpochRecord epoch) throws IOException {
        ModelFolder.write(best(), network, card(network, epoch));
    }

    void writeLast(
            BaselineCnn network,
            ResumableAdam adam,
            EpochTally tally,
            List<EpochRecord> epochs,
            int bestEpoch,
            boolean stopped)
            throws IOException {
        TrainingState state =
                new TrainingState(
                        TrainingState.FORMAT,
                        plan.network(),
                        plan.recipe(),
                        data,
                        PyTorch.threads(),
                        Devices.word(plan.device()),
                        adam.step(),
                        tally.batches(),
                        tally.lossSum(),
                        tally.counts(),
                        tally.seconds(),
                        epochs,
                        bestEpoch,
                        stopped,
                        null);
        EpochRecord epoch = epochs.isEmpty() ? null : epochs.get(epochs.size() - 1);
        Checkpoint.write(last(), network, card(network, epoch), adam.moments(), state);
    }

    void writeHistory(History history) throws IOException {
        history.writeCsv(plan.run().resolve("history.csv"));
        history.writeJson(plan.run().resolve("history.json"));
        HistoryPlot.write(
                history,
                plan.network().name() + (data.phantom() ? " on phantom slices" : ""),
                plan.run().resolve("history.png"));
    }

    private ModelCard card(BaselineCnn network, EpochRecord epoch) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (epoch != null) {
            metrics.putAll(epoch.validation());
            metrics.values().removeIf(value -> value == null);
        }
        return ModelCard.of(
                        plan.network(),
                        network.parameterCount(),
                        plan.slices().classes(),
                        plan.slices().positiveClass())
                .trained(
                        epoch == null ? 0 : epoch.epoch(),
                        RecipeCard.of(plan.recipe()),
                        data,
                        metrics);
    }
}
