package io.ctattention.comparison;

import io.ctattention.audit.PatientOverlap;
import io.ctattention.comparison.RunFiles.Measured;
import io.ctattention.dataset.Partition;
import io.ctattention.dataset.Slice;
import io.ctattention.evaluation.EvaluationOptions;
import io.ctattention.evaluation.ModelEvaluator;
import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.HeatMapMeasurement;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelFolder;
import io.ctattention.phantom.PhantomMasks;
import io.ctattention.training.EpochRecord;
import io.ctattention.training.Training;
import io.ctattention.training.TrainingListener;
import io.ctattention.training.TrainingPlan;
import io.ctattention.training.TrainingResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** Trains and measures one run, or reuses what is finished of it. */
final class RunWork implements Callable<Optional<RunResult>> {

    private final Shared shared;
    private final Run run;
    private final TrainingResult finished;

    /**
     * @param finished what the run's training left if it is done already, or null
     */
    RunWork(Shared shared, Run run, TrainingResult finished) {
        this.shared = shared;
        this.run = run;
        this.finished = finished;
    }

    /** What the runs of a comparison share: the listener's ear, and the end. */
    static final class Shared {

        private final ComparisonPlan plan;
        private final ComparisonListener listener;
        private final BooleanSupplier stop;
        private int done;
        private volatile boolean failed;

        Shared(ComparisonPlan plan, ComparisonListener listener, BooleanSupplier stop) {
            this.plan = plan;
            this.listener = listener;
            this.stop = stop;
        }

        /** One run's failure stops the others. */
        boolean stopping() {
            return failed || stop.getAsBoolean();
        }

        private synchronized void finished(Run run) {
            listener.runDone(run, ++done);
        }
    }

    @Override
    public Optional<RunResult> call() throws IOException {
        boolean fine = false;
        try {
            Optional<RunResult> result = shared.stopping() ? Optional.empty() : trained();
            fine = true;
            result.ifPresent(done -> shared.finished(run));
            return result;
        } finally {
            shared.failed |= !fine;
        }
    }

    private Optional<RunResult> trained() throws IOException {
        TrainingPlan training = run.training(shared.plan);
        TrainingResult result =
                finished != null
                        ? finished
                        : Training.train(training, new Passing(), shared::stopping);
        return result.end() == TrainingResult.End.INTERRUPTED
                ? Optional.empty()
                : Optional.of(measured(training, result));
    }

    private RunResult measured(TrainingPlan training, TrainingResult result) throws IOException {
        Partition partition = Partition.of(training.slices(), run.partition());
        ModelCard card = ModelFolder.verify(result.last());
        Optional<Measured> earlier = RunFiles.read(training.output(), card, shared.plan.method());
        if (earlier.isEmpty()) {
            synchronized (shared) {
                shared.listener.measuring(run);
            }
            earlier = Optional.of(measure(result, training, partition.validation()));
            RunFiles.write(training.output(), card, shared.plan.method(), earlier.get());
        }
        return new RunResult(
                run,
                card.parameters(),
                result.history(),
                earlier.get().report(),
                earlier.get().measures(),
                PatientOverlap.in(partition).get(0));
    }

    private Measured measure(TrainingResult result, TrainingPlan training, List<Slice> slices)
            throws IOException {
        try (CtModel model = ModelFolder.load(result.last(), training.device())) {
            return new Measured(
                    ModelEvaluator.evaluate(
                            model,
                            training.slices(),
                            slices,
                            List.of(),
                            EvaluationOptions.WITHOUT_INTERVALS,
                            done -> {}),
                    HeatMapMeasurement.measure(
                            model,
                            slices,
                            CamTarget.PREDICTION.by(shared.plan.method()),
                            PhantomMasks::lesions,
                            done -> {}));
        }
    }

    private final class Passing implements TrainingListener {

        @Override
        public void started(TrainingStart start) {
            synchronized (shared) {
                shared.listener.runStarted(run, start.epochsDone());
            }
        }

        @Override
        public void epochDone(EpochRecord epoch, boolean best) {
            synchronized (shared) {
                shared.listener.epochDone(run, epoch);
            }
        }
    }
}
