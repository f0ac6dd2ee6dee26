package io.ctattention.quarkus;

import ai.djl.modality.cv.Image;
import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.Explanation;
import io.ctattention.image.ImageException;
import io.ctattention.model.ModelCard;
import io.ctattention.model.SliceResult;
import io.ctattention.model.SliceSource;
import io.smallrye.mutiny.Uni;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Shows where slices support a class: with Grad-CAM (Selvaraju et al. 2017), or with the {@link
 * io.ctattention.explanation.CamMethod} of a target. Inject it; {@link ModelName} chooses between
 * several models. Thread safety, waiting and damaged slices are as with {@link CtClassifier}.
 *
 * <p>A class that the model does not know, or {@link io.ctattention.explanation.Layer#ATTENTION} of
 * a network without attention, is an {@link IllegalArgumentException}.
 */
public interface GradCamExplainer {

    /**
     * Returns what the model is: its network, classes, training and scores.
     *
     * @return the card
     */
    ModelCard card();

    /**
     * Explains the answer for a slice.
     *
     * @param slice the slice
     * @param target which class, which features, and by which method
     * @return the probabilities, the heat map and what the attention let through
     * @throws ImageException if the slice cannot be read; the message names it
     */
    Explanation explain(SliceSource slice, CamTarget target) throws ImageException;

    /**
     * Explains the answers for many slices, {@value io.ctattention.model.SliceReader#BATCH} in a
     * forward pass.
     *
     * @param slices any number of slices
     * @param target which class, which features, and by which method
     * @return a result for each, in the same order
     */
    List<SliceResult<Explanation>> explain(List<SliceSource> slices, CamTarget target);

    /**
     * Explains a slice and draws it: the slice, the slice under its heat map, the probabilities.
     *
     * @param slice the slice
     * @param target which class, which features, and by which method
     * @return a PNG file, RGB
     * @throws ImageException if the slice cannot be read; the message names it
     */
    byte[] overlay(SliceSource slice, CamTarget target) throws ImageException;

    /**
     * Explains a slice on the worker pool.
     *
     * @param slice the slice; a stream must stay open until the answer is there
     * @param target which class, which features, and by which method
     * @return the explanation, or the failure {@link ImageException}
     */
    Uni<Explanation> explainAsync(SliceSource slice, CamTarget target);

    /**
     * Explains many slices on the worker pool.
     *
     * @param slices any number of slices
     * @param target which class, which features, and by which method
     * @return a result for each, in the same order
     */
    Uni<List<SliceResult<Explanation>>> explainAsync(List<SliceSource> slices, CamTarget target);

    /**
     * Explains and draws a slice on the worker pool.
     *
     * @param slice the slice; a stream must stay open until the answer is there
     * @param target which class, which features, and by which method
     * @return a PNG file, or the failure {@link ImageException}
     */
    Uni<byte[]> overlayAsync(SliceSource slice, CamTarget target);

    /**
     * Explains the predicted class of a file.
     *
     * @param slice a PNG or JPEG file
     * @return the explanation
     * @throws ImageException if it cannot be read
     */
    default Explanation explain(Path slice) throws ImageException {
        return explain(SliceSource.of(slice), CamTarget.PREDICTION);
    }

    /**
     * Explains the predicted class of a file's content.
     *
     * @param slice a PNG or JPEG file in memory
     * @return the explanation
     * @throws ImageException if it cannot be read
     */
    default Explanation explain(byte[] slice) throws ImageException {
        return explain(SliceSource.of(SliceSource.UNNAMED, slice), CamTarget.PREDICTION);
    }

    /**
     * Explains the predicted class of what a stream holds.
     *
     * @param slice the bytes of a PNG or JPEG file; the caller closes it
     * @return the explanation
     * @throws ImageException if it cannot be read
     */
    default Explanation explain(InputStream slice) throws ImageException {
        return explain(SliceSource.of(SliceSource.UNNAMED, slice), CamTarget.PREDICTION);
    }

    /**
     * Explains the predicted class of an image of DJL's.
     *
     * @param slice a decoded image
     * @return the explanation
     * @throws ImageException if it holds no {@link java.awt.image.BufferedImage}
     */
    default Explanation explain(Image slice) throws ImageException {
        return explain(SliceSource.of(SliceSource.UNNAMED, slice), CamTarget.PREDICTION);
    }

    /**
     * Draws the explanation of a file's predicted class.
     *
     * @param slice a PNG or JPEG file
     * @return a PNG file, RGB
     * @throws ImageException if it cannot be read
     */
    default byte[] overlay(Path slice) throws ImageException {
        return overlay(SliceSource.of(slice), CamTarget.PREDICTION);
    }

    /**
     * Draws the explanation of the predicted class of a file's content.
     *
     * @param slice a PNG or JPEG file in memory
     * @return a PNG file, RGB
     * @throws ImageException if it cannot be read
     */
    default byte[] overlay(byte[] slice) throws ImageException {
        return overlay(SliceSource.of(SliceSource.UNNAMED, slice), CamTarget.PREDICTION);
    }
}
