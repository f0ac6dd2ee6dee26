package io.ctattention.comparison;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Writes a comparison as a page. The artifact {@code ct-attention-report} does, and is found as a
 * service where it is on the class path; without it a comparison has no page.
 */
public interface PageWriter {

    /**
     * Writes the page.
     *
     * @param report what to show
     * @return one HTML page that needs nothing else: no network, no script
     */
    String html(ComparisonReport report);

    /**
     * Looks for a page writer in the class loader of this library, whichever thread asks.
     *
     * @return the first that is found, empty without {@code ct-attention-report}
     */
    static Optional<PageWriter> find() {
        return ServiceLoader.load(PageWriter.class, PageWriter.class.getClassLoader()).findFirst();
    }
}
