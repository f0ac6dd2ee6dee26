package io.ctattention.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Draws the learning curves of a training. The artifact {@code ct-attention-report} does, and is
 * found as a service where it is on the class path; without it a training has no plot.
 */
public interface HistoryPlotter {

    /**
     * Draws loss and F1 by epoch.
     *
     * @param history the epochs
     * @param title above the plot
     * @param png the file to write, replaced as a whole
     * @throws IOException if it cannot be written
     */
    void plot(History history, String title, Path png) throws IOException;

    /**
     * Looks for a plotter in the class loader of this library, whichever thread asks.
     *
     * @return the first that is found, empty without {@code ct-attention-report}
     */
    static Optional<HistoryPlotter> find() {
        return ServiceLoader.load(HistoryPlotter.class, HistoryPlotter.class.getClassLoader())
                .findFirst();
    }
}
