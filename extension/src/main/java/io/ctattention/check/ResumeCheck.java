package io.ctattention.check;

import io.ctattention.training.DeviceTraining;
import io.ctattention.training.TrainingListener;
import io.ctattention.training.TrainingResult;
import io.ctattention.training.TrainingResult.End;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A training that is interrupted within an epoch and resumed. */
final class ResumeCheck implements Check {

    private static final int BATCHES = 5;

    @Override
    public String name() {
        return "resuming";
    }

    @Override
    public String shows() {
        return "a training that is interrupted within an epoch and resumed ends like one that is"
                + " not";
    }

    @Override
    public String tolerance() {
        return SeedCheck.TOLERANCE_TEXT;
    }

    @Override
    public Finding find(Trial trial) throws IOException {
        Path run = trial.newPath();
        AtomicInteger batches = new AtomicInteger();
        TrainingResult part =
                DeviceTraining.train(
                        PhantomTraining.plan(trial, trial.device(), run, false),
                        TrainingListener.NONE,
                        () -> batches.incrementAndGet() == BATCHES);
        if (part.end() != End.INTERRUPTED) {
            return Finding.of(false, "it was not interrupted after %d batches", BATCHES);
        }
        TrainingResult rest =
                DeviceTraining.train(
                        PhantomTraining.plan(trial, trial.device(), run, true),
                        TrainingListener.NONE,
                        () -> false);
        return SeedCheck.compare(trial, trial.whole(), new PhantomTraining(rest));
    }
}
