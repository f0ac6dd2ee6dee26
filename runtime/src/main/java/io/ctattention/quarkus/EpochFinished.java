package io.ctattention.quarkus;

import io.ctattention.training.EpochRecord;
import java.nio.file.Path;

/**
 * A CDI event: an epoch is over, validated and saved.
 *
 * @param output the folder of the training
 * @param epoch what it did
 * @param best whether it is the best so far
 */
public record EpochFinished(Path output, EpochRecord epoch, boolean best) {}
