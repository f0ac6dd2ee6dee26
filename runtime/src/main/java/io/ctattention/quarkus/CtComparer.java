package io.ctattention.quarkus;

import io.ctattention.comparison.ComparisonListener;
import io.ctattention.comparison.ComparisonReport;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Trains networks with and without attention several times, and says how certain the difference is.
 * Inject it; it needs no configured model.
 *
 * <p>Safe for any number of threads, if each has a folder of its own; steps of several trainings
 * take turns. When the application stops, a comparison ends after the current batch with a
 * checkpoint. Repeating the request continues from there: what is finished in its folder is not
 * done again.
 *
 * <p>Every method throws, or fails with:
 *
 * <ul>
 *   <li>{@link IOException} if slices cannot be read or results cannot be written,
 *   <li>{@link io.ctattention.training.TrainingException} if the folder holds trainings of another
 *       kind, a network does not fit in memory, the loss is not finite, or the comparison was
 *       stopped before its end,
 *   <li>{@link IllegalArgumentException} if the data do not fit the request, or the device is not
 *       there.
 * </ul>
 */
public interface CtComparer {

    /**
     * Compares the baseline with CBAM under the paper's recipe and protocol, with five seeds.
     *
     * @param data a CSV manifest, a folder of class folders, or the published COVID-CT folder
     * @param output the folder for the trainings and the results, {@code comparison.html} among
     *     them unless the application excludes {@code ct-attention-report}
     * @return what the comparison found
     * @throws IOException if slices cannot be read or results cannot be written
     */
    default ComparisonReport compare(Path data, Path output) throws IOException {
        return compare(
                ComparisonRequest.builder().setData(data).setOutput(output).build(),
                ComparisonListener.NONE);
    }

    /**
     * Compares.
     *
     * @param request what, on what and how often
     * @param listener is told of every run and epoch, on the threads that train
     * @return what the comparison found; it is also written into the request's folder
     * @throws IOException if slices cannot be read or results cannot be written
     */
    ComparisonReport compare(ComparisonRequest request, ComparisonListener listener)
            throws IOException;

    /**
     * Compares on the worker pool. Cancelling ends the comparison after its current batch, with a
     * checkpoint.
     *
     * @param request what, on what and how often
     * @return what the comparison found; every subscription is a comparison
     */
    Uni<ComparisonReport> compareAsync(ComparisonRequest request);
}
