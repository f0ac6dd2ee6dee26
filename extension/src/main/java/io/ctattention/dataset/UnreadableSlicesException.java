package io.ctattention.dataset;

import io.ctattention.image.ImageException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Slices whose files are not readable images. The message names the first ten. */
public class UnreadableSlicesException extends IOException {

    private final List<ImageException> faults;

    /**
     * Creates the exception.
     *
     * @param faults what is wrong with each of them, at least one
     * @param total how many slices there are
     */
    public UnreadableSlicesException(List<ImageException> faults, int total) {
        super(
                String.format(
                        Locale.ROOT,
                        "%d of %d slices cannot be read; repair or remove them:%s",
                        faults.size(),
                        total,
                        DatasetException.shown(
                                faults.stream().map(Throwable::getMessage).toList())));
        this.faults = List.copyOf(faults);
    }

    /**
     * Returns every fault, also those that the message leaves out.
     *
     * @return the faults, in the order of the slices
     */
    public List<ImageException> faults() {
        return faults;
    }
}
