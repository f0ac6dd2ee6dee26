package io.ctattention.quarkus;

import io.ctattention.dataset.SliceSet;
import io.ctattention.training.TrainingListener;
import io.ctattention.training.recipe.TrainingRecipe;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Trains networks on slices and keeps the best model, the last checkpoint and the history. Inject
 * it; it needs no configured model.
 *
 * <p>Safe for any number of threads; steps of several trainings take turns. When the application
 * stops, a training ends after its current batch with a checkpoint, from which {@link
 * TrainingRequest.Builder#optResume} continues, bit for bit on the CPU. {@link EpochFinished} and
 * {@link TrainingFinished} are fired as CDI events.
 *
 * <p>Every method throws, or fails with:
 *
 * <ul>
 *   <li>{@link IOException} if slices cannot be read or results cannot be written,
 *   <li>{@link io.ctattention.training.TrainingException} if the folder holds another training, a
 *       checkpoint does not fit, a split is empty, the loss is not finite, or the training was
 *       interrupted before its first epoch was over,
 *   <li>{@link IllegalArgumentException} if the data do not fit the request, or the device is not
 *       there.
 * </ul>
 */
public interface CtTrainer {

    /**
     * Trains the configured network.
     *
     * @param data a CSV manifest, a folder of class folders, or the published COVID-CT folder
     * @param recipe the hyper-parameters
     * @return the best model
     * @throws IOException if slices cannot be read or results cannot be written
     */
    default TrainedModel train(Path data, TrainingRecipe recipe) throws IOException {
        return train(
                TrainingRequest.builder().setData(data).optRecipe(recipe).build(),
                TrainingListener.NONE);
    }

    /**
     * Trains the configured network.
     *
     * @param data the slices
     * @param recipe the hyper-parameters
     * @return the best model
     * @throws IOException if slices cannot be read or results cannot be written
     */
    default TrainedModel train(SliceSet data, TrainingRecipe recipe) throws IOException {
        return train(
                TrainingRequest.builder().setData(data).optRecipe(recipe).build(),
                TrainingListener.NONE);
    }

    /**
     * Trains.
     *
     * @param request what, on what and how
     * @param listener is told of every batch and epoch, on the thread that trains
     * @return the best model
     * @throws IOException if slices cannot be read or results cannot be written
     */
    TrainedModel train(TrainingRequest request, TrainingListener listener) throws IOException;

    /**
     * Trains on the worker pool. Cancelling ends the training after its current batch, with a
     * checkpoint.
     *
     * @param request what, on what and how
     * @return the best model; every subscription is a training
     */
    Uni<TrainedModel> trainAsync(TrainingRequest request);

    /**
     * Trains on the worker pool and tells of it. Cancelling ends the training after its current
     * batch, with a checkpoint.
     *
     * @param request what, on what and how
     * @return what happens, {@link TrainingProgress.Finished} last; every subscription is a
     *     training
     */
    Multi<TrainingProgress> trainAsMulti(TrainingRequest request);
}
