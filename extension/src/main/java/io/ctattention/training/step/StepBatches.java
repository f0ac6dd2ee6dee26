package io.ctattention.training.step;

import ai.djl.ndarray.NDManager;

/** Slices of one epoch, batch by batch. */
public interface StepBatches extends AutoCloseable {

    /**
     * Tells whether slices are left.
     *
     * @return false at the end
     */
    boolean hasNext();

    /**
     * Takes the next batch.
     *
     * @param scope owns the batch's arrays
     * @return as many slices as a batch has, or what is left
     */
    StepBatch next(NDManager scope);

    @Override
    void close();
}
