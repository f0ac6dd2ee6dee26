package io.ctattention.quarkus;

import io.ctattention.model.ModelCard;
import io.ctattention.training.TrainingResult;
import java.nio.file.Path;

/**
 * What a training left on disk.
 *
 * @param folder the model folder of the best epoch; configure it as a model, or evaluate it
 * @param card the best model's card
 * @param result the checkpoint, the history, and why the training ended
 */
public record TrainedModel(Path folder, ModelCard card, TrainingResult result) {}
