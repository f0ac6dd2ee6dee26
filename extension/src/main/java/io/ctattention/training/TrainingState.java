package io.ctattention.training;

import io.ctattention.block.NetworkSpec;
import io.ctattention.model.DataCard;
import io.ctattention.training.recipe.TrainingRecipe;
import java.util.List;
import java.util.Locale;

/**
 * All that a training needs, besides weights and moments, to continue as if it had never stopped.
 * Every number survives the round trip through JSON exactly.
 *
 * @param format the version of this layout
 * @param network the network being trained
 * @param recipe the hyper-parameters
 * @param data the slices and how they were split
 * @param threads the threads of one operation; another number may round differently
 * @param device the device
 * @param tf32 whether it computed with TF32
 * @param step the optimizer's steps so far
 * @param batch the batches done in the epoch after the last finished one
 * @param lossSum the sum of the losses of that epoch's slices
 * @param counts that epoch's confusion counts so far, by true and predicted class
 * @param seconds how long that epoch took so far
 * @param history the finished epochs
 * @param bestEpoch the epoch of the best model, 0 if there is none
 * @param stopped whether early stopping ended the training
 * @param momentsSha256 the hash of the optimizer's file
 */
record TrainingState(
        int format,
        NetworkSpec network,
        TrainingRecipe recipe,
        DataCard data,
        int threads,
        String device,
        boolean tf32,
        int step,
        int batch,
        double lossSum,
        long[][] counts,
        double seconds,
        List<EpochRecord> history,
        int bestEpoch,
        boolean stopped,
        String momentsSha256) {

    static final int FORMAT = 1;

    TrainingState {
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT, "format is %d, this version reads %d", format, FORMAT));
        }
        history = List.copyOf(history);
    }
}
