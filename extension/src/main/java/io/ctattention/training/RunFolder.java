package io.ctattention.training;

import io.ctattention.block.Network;
import io.ctattention.engine.CudaArithmetic;
import io.ctattention.file.Fault;
import io.ctattention.model.DataCard;
import io.ctattention.model.Devices;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import io.ctattention.training.step.ResumableAdam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what a training leaves: the best model, the last checkpoint and the history. */
final class RunFolder {

    private static final String PLOT = "history.png";
    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

    private final TrainingPlan plan;
    private final DataCard data;
    private boolean draws = true;

    private final Optional<HistoryPlotter> plotter = HistoryPlotter.find();

    RunFolder(TrainingPlan plan, DataCard data) {
        this.plan = plan;
        this.data = data;
    }

    Path best() {
        return plan.output().resolve(TrainingPlan.BEST);
    }

    Path last() {
        return plan.output().resolve(TrainingPlan.LAST);
    }

    void writeBest(Network network, EpochRecord epoch) throws IOException {
        ModelFolder.write(best(), network, card(network, epoch));
    }

    void writeLast(
            Network network,
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
                        Devices.id(plan.device()),
                        CudaArithmetic.tf32(plan.device()),
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
        history.writeCsv(plan.output().resolve("history.csv"));
        history.writeJson(plan.output().resolve("history.json"));
        if (draws) {
            draws =
                    plotter.isPresent()
                            ? drawn(() -> plotter.get().plot(history, title(), plot()))
                            : undrawn();
        }
    }

    private String title() {
        return plan.network().name() + (data.phantom() ? " on phantom slices" : "");
    }

    private boolean undrawn() throws IOException {
        LOG.info(
                "{} is not drawn, because ct-attention-report is not on the class path; {} has the"
                        + " numbers",
                plot(),
                plan.output().resolve("history.csv"));
        Files.deleteIfExists(plot()); // of fewer epochs
        return false;
    }

    /** What draws a plot. */
    interface Drawing {
        void draw() throws IOException;
    }

    /**
     * Draws the plot. Java's graphics may not work on a machine without libfreetype or fonts; the
     * training then continues. A full disk does end it.
     *
     * @return whether it worked
     */
    boolean drawn(Drawing plot) throws IOException {
        try {
            plot.draw();
            return true;
        } catch (RuntimeException | LinkageError | InternalError e) {
            LOG.warn(
                    "{} cannot be drawn ({}). The training continues; {} has the numbers. If fonts"
                            + " are missing, install libfreetype6, fontconfig and fonts-dejavu-core"
                            + " (Debian's names)",
                    plot(),
                    Fault.text(e),
                    plan.output().resolve("history.csv"));
            Files.deleteIfExists(plot()); // of fewer epochs
            return false;
        }
    }

    private Path plot() {
        return plan.output().resolve(PLOT);
    }

    private ModelCard card(Network network, EpochRecord epoch) {
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
