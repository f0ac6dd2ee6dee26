package io.ctattention.training;

/** Follows a training. Called on the training's thread, so it should be quick. */
public interface TrainingListener {

    /** Ignores all events. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * The training starts or resumes.
     *
     * @param start what is about to happen
     */
    default void started(TrainingStart start) {}

    /**
     * A batch was trained on.
     *
     * @param progress where the training stands
     */
    default void batchDone(BatchProgress progress) {}

    /**
     * An epoch is over, validated and saved.
     *
     * @param epoch what it did
     * @param best whether it is the best so far
     */
    default void epochDone(EpochRecord epoch, boolean best) {}

    /**
     * The training that is about to start.
     *
     * @param network the network's name
     * @param parameters the number of trainable parameters
     * @param trainSlices the number of training slices
     * @param validationSlices the number of validation slices
     * @param inMemory whether the slices fit into the memory budget
     * @param device the device
     * @param epochsDone epochs already done, when a training resumes
     * @param batchesDone batches of the next epoch already done
     * @param epochs all epochs
     */
    record TrainingStart(
            String network,
            long parameters,
            int trainSlices,
            int validationSlices,
            boolean inMemory,
            String device,
            int epochsDone,
            int batchesDone,
            int epochs) {}

    /**
     * The progress of a training.
     *
     * @param epoch the current epoch, from 1
     * @param epochs all epochs
     * @param batch the batch just done, from 1
     * @param batches the batches of an epoch
     * @param loss the mean loss of this epoch so far; NaN on a GPU, which the host does not stop
     *     inside an epoch to ask
     * @param f1 F1 of the positive class in this epoch so far, NaN where undefined and on a GPU
     */
    record BatchProgress(int epoch, int epochs, int batch, int batches, double loss, double f1) {}
}
