package io.ctattention.quarkus;

import io.ctattention.image.ImageException;

/**
 * The answer for one slice of many, or the reason why there is none.
 *
 * @param <T> the answer's type
 * @param name the slice's name
 * @param value the answer, null if the slice could not be read
 * @param error the fault, null if it could
 */
public record SliceResult<T>(String name, T value, ImageException error) {

    /**
     * Tells whether there is an answer.
     *
     * @return whether the slice could be read
     */
    public boolean ok() {
        return error == null;
    }

    /**
     * Returns the answer.
     *
     * @return the answer
     * @throws ImageException the fault, if the slice could not be read
     */
    public T orElseThrow() throws ImageException {
        if (error != null) {
            throw error;
        }
        return value;
    }
}
