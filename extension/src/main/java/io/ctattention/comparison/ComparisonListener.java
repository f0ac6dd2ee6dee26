package io.ctattention.comparison;

import io.ctattention.training.EpochRecord;
import java.util.Set;

/**
 * Follows a comparison. Called on the threads that train, one call at a time, so it should be
 * quick.
 */
public interface ComparisonListener {

    /** Ignores all events. */
    ComparisonListener NONE = new ComparisonListener() {};

    /**
     * The comparison starts or resumes.
     *
     * @param plan what is compared
     * @param trained the runs whose training is finished already
     */
    default void started(ComparisonPlan plan, Set<Run> trained) {}

    /**
     * A run starts or resumes.
     *
     * @param run the run
     * @param epochsDone the epochs that it has already trained
     */
    default void runStarted(Run run, int epochsDone) {}

    /**
     * An epoch is over, validated and saved.
     *
     * @param run the run
     * @param epoch what the epoch did
     */
    default void epochDone(Run run, EpochRecord epoch) {}

    /**
     * A run is trained, and its validation slices are about to be measured.
     *
     * @param run the run
     */
    default void measuring(Run run) {}

    /**
     * A run is trained and measured.
     *
     * @param run the run
     * @param done the runs done so far
     */
    default void runDone(Run run, int done) {}
}
