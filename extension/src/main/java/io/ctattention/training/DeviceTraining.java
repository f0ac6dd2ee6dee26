package io.ctattention.training;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * {@link Training} as a GPU does it, on any device: the slices lie in the device's memory, batches
 * are gathered and augmented there, and the host reads loss and F1 at the end of an epoch only. For
 * the check of a device.
 */
public final class DeviceTraining {

    private DeviceTraining() {}

    /**
     * Trains.
     *
     * @param plan what and how
     * @param listener hears of every batch, without its loss, and of every epoch
     * @param stop asked after every batch; true writes a checkpoint and ends the training
     * @return what the training left in {@link TrainingPlan#output()}
     * @throws TrainingException as {@link Training#train}
     * @throws IOException as {@link Training#train}
     */
    public static TrainingResult train(
            TrainingPlan plan, TrainingListener listener, BooleanSupplier stop) throws IOException {
        return Training.train(plan, listener, stop, true);
    }
}
