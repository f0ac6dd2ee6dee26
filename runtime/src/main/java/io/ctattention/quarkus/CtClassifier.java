package io.ctattention.quarkus;

import ai.djl.modality.cv.Image;
import io.ctattention.image.ImageException;
import io.ctattention.model.ModelCard;
import io.ctattention.model.SliceResult;
import io.ctattention.model.SliceSource;
import io.smallrye.mutiny.Uni;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Classifies CT slices with a configured model. Inject it; {@link ModelName} chooses between
 * several models.
 *
 * <p>Safe for any number of threads, virtual ones too. At most {@code
 * quarkus.ct-attention.predictors} slices go through a model at a time, further callers wait. The
 * plain methods block and refuse an event loop; the asynchronous ones decode and compute on the
 * worker pool.
 *
 * <p>A slice that is damaged or not a PNG or JPEG is never classified: one alone is an {@link
 * ImageException}, among many it is a {@link SliceResult} with an error, and the others are
 * classified.
 */
public interface CtClassifier {

    /**
     * Returns what the model is: its network, classes, training and scores.
     *
     * @return the card
     */
    ModelCard card();

    /**
     * Classifies a slice.
     *
     * @param slice the slice
     * @return the prediction and the probability of each class
     * @throws ImageException if the slice cannot be read; the message names it
     */
    Classification classify(SliceSource slice) throws ImageException;

    /**
     * Classifies many slices, {@value io.ctattention.model.SliceReader#BATCH} in a forward pass.
     *
     * @param slices any number of slices
     * @return a result for each, in the same order
     */
    List<SliceResult<Classification>> classify(List<SliceSource> slices);

    /**
     * Classifies a slice on the worker pool.
     *
     * @param slice the slice; a stream must stay open until the answer is there
     * @return the answer, or the failure {@link ImageException}; computed for every subscription
     */
    Uni<Classification> classifyAsync(SliceSource slice);

    /**
     * Classifies many slices on the worker pool.
     *
     * @param slices any number of slices
     * @return a result for each, in the same order; computed for every subscription
     */
    Uni<List<SliceResult<Classification>>> classifyAsync(List<SliceSource> slices);

    /**
     * Classifies a file.
     *
     * @param slice a PNG or JPEG file
     * @return the prediction and the probability of each class
     * @throws ImageException if it cannot be read
     */
    default Classification classify(Path slice) throws ImageException {
        return classify(SliceSource.of(slice));
    }

    /**
     * Classifies the content of a file.
     *
     * @param slice a PNG or JPEG file in memory
     * @return the prediction and the probability of each class
     * @throws ImageException if it cannot be read
     */
    default Classification classify(byte[] slice) throws ImageException {
        return classify(SliceSource.of(SliceSource.UNNAMED, slice));
    }

    /**
     * Classifies what a stream holds.
     *
     * @param slice the bytes of a PNG or JPEG file; the caller closes it
     * @return the prediction and the probability of each class
     * @throws ImageException if it cannot be read
     */
    default Classification classify(InputStream slice) throws ImageException {
        return classify(SliceSource.of(SliceSource.UNNAMED, slice));
    }

    /**
     * Classifies an image of DJL's.
     *
     * @param slice a decoded image
     * @return the prediction and the probability of each class
     * @throws ImageException if it holds no {@link java.awt.image.BufferedImage}
     */
    default Classification classify(Image slice) throws ImageException {
        return classify(SliceSource.of(SliceSource.UNNAMED, slice));
    }

    /**
     * Classifies a file on the worker pool.
     *
     * @param slice a PNG or JPEG file
     * @return the answer, or the failure {@link ImageException}
     */
    default Uni<Classification> classifyAsync(Path slice) {
        return classifyAsync(SliceSource.of(slice));
    }

    /**
     * Classifies the content of a file on the worker pool.
     *
     * @param slice a PNG or JPEG file in memory
     * @return the answer, or the failure {@link ImageException}
     */
    default Uni<Classification> classifyAsync(byte[] slice) {
        return classifyAsync(SliceSource.of(SliceSource.UNNAMED, slice));
    }

    /**
     * Classifies what a stream holds, on the worker pool.
     *
     * @param slice the bytes of a PNG or JPEG file; the caller closes it after the answer
     * @return the answer, or the failure {@link ImageException}
     */
    default Uni<Classification> classifyAsync(InputStream slice) {
        return classifyAsync(SliceSource.of(SliceSource.UNNAMED, slice));
    }

    /**
     * Classifies an image of DJL's on the worker pool.
     *
     * @param slice a decoded image
     * @return the answer, or the failure {@link ImageException}
     */
    default Uni<Classification> classifyAsync(Image slice) {
        return classifyAsync(SliceSource.of(SliceSource.UNNAMED, slice));
    }
}
