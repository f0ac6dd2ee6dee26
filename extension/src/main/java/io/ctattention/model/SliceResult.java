package io.ctattention.model;

import io.ctattention.image.ImageException;
import java.util.List;

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
     * Picks the answers of the slices that could be read.
     *
     * @param <T> the answer's type
     * @param results answers and errors
     * @return the answers, in the same order
     */
    public static <T> List<T> values(List<SliceResult<T>> results) {
        return results.stream().filter(SliceResult::ok).map(SliceResult::value).toList();
    }

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
