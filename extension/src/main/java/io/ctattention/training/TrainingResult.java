package io.ctattention.training;

import java.nio.file.Path;

/**
 * What a training left.
 *
 * @param best the folder of the best model, null if no epoch was finished
 * @param last the folder of the last checkpoint
 * @param history the finished epochs
 * @param bestEpoch the epoch of the best model, 0 if there is none
 * @param end why the training ended
 */
public record TrainingResult(Path best, Path last, History history, int bestEpoch, End end) {

    /** Why a training ended. */
    public enum End {
        /** All epochs are done. */
        COMPLETED,
        /** The metric of early stopping stopped improving. */
        STOPPED_EARLY,
        /** It was asked to stop; the checkpoint can be resumed. */
        INTERRUPTED
    }
}
