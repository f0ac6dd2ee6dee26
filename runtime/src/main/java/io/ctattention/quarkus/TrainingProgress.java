package io.ctattention.quarkus;

import io.ctattention.training.EpochRecord;
import io.ctattention.training.TrainingListener.BatchProgress;
import io.ctattention.training.TrainingListener.TrainingStart;

/** A step of a training, for subscribers to its stream. */
public sealed interface TrainingProgress {

    /**
     * The training starts or resumes.
     *
     * @param start what is about to happen
     */
    record Started(TrainingStart start) implements TrainingProgress {}

    /**
     * A batch was trained on.
     *
     * @param progress where the training stands
     */
    record BatchDone(BatchProgress progress) implements TrainingProgress {}

    /**
     * An epoch is over, validated and saved.
     *
     * @param epoch what it did
     * @param best whether it is the best so far
     */
    record EpochDone(EpochRecord epoch, boolean best) implements TrainingProgress {}

    /**
     * The training is over.
     *
     * @param model what it left
     */
    record Finished(TrainedModel model) implements TrainingProgress {}
}
