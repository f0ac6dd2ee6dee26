package io.ctattention.comparison;

import io.ctattention.training.EpochRecord;
import java.util.Set;

/**
 * Follows a comparison. Called on the threads that train, one call at a time, so it should be
 * quick.
 */
public interface ComparisonListener {

    /** Hears nothing. */
    ComparisonListener NONE = new ComparisonListener() {};

    /**
     * The comparison begins or goes on.
     *
     * @param plan what is compared
     * @param trained the cells whose training is finished already
     */
    default void started(ComparisonPlan plan, Set<Cell> trained) {}

    /**
     * A cell begins or goes on.
     *
     * @param cell the cell
     * @param epochsDone the epochs that it has behind it
     */
    default void cellStarted(Cell cell, int epochsDone) {}

    /**
     * An epoch is over, validated and saved.
     *
     * @param cell the cell
     * @param epoch what the epoch did
     */
    default void epochDone(Cell cell, EpochRecord epoch) {}

    /**
     * A cell is trained, and its validation slices are about to be measured.
     *
     * @param cell the cell
     */
    default void measuring(Cell cell) {}

    /**
     * A cell is trained and measured.
     *
     * @param cell the cell
     * @param done the cells done so far
     */
    default void cellDone(Cell cell, int done) {}
}
