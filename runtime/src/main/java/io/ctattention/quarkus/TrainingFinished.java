package io.ctattention.quarkus;

import io.ctattention.training.TrainingResult;
import java.nio.file.Path;

/**
 * A CDI event: a training is over, because it is complete, was stopped early or was interrupted.
 *
 * @param output the folder of the training
 * @param result what it left, and why it ended
 */
public record TrainingFinished(Path output, TrainingResult result) {}
