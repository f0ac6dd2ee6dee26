package io.ctattention.training;

/** A training that cannot start or resume. The message says why and what to do. */
public class TrainingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened, and what to do
     */
    public TrainingException(String message) {
        super(message);
    }
}
