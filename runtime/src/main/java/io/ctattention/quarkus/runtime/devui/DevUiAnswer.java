package io.ctattention.quarkus.runtime.devui;

import io.ctattention.explanation.Explanation;
import io.ctattention.explanation.Overlay;
import io.ctattention.file.DataUri;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * What the Dev UI shows of a slice: an error, or all the rest.
 *
 * @param error why there is no answer
 * @param prediction the class that the model decides for
 * @param classes the classes in the logits' order
 * @param probabilities the probability of each class
 * @param explainedClass the class that the heat map explains
 * @param layer the layer that it is about
 * @param method the name of how it was computed, such as Grad-CAM
 * @param empty whether nothing in the image supports that class
 * @param overlay the slice and its heat map, a PNG as a data URL
 * @param milliseconds how long it took to read, classify, explain and draw
 */
public record DevUiAnswer(
        String error,
        String prediction,
        List<String> classes,
        double[] probabilities,
        String explainedClass,
        String layer,
        String method,
        boolean empty,
        String overlay,
        long milliseconds) {

    private static final int NANOS = 1_000_000;

    static DevUiAnswer error(String error) {
        return new DevUiAnswer(
                error, null, List.of(), new double[0], null, null, null, true, null, 0);
    }

    static DevUiAnswer of(BufferedImage slice, Explanation explanation, long start) {
        String overlay = DataUri.png(Overlay.png(slice, explanation));
        return new DevUiAnswer(
                null,
                explanation.prediction(),
                explanation.classes(),
                explanation.probabilities(),
                explanation.explainedClass(),
                explanation.layer().id(),
                explanation.method().title(),
                explanation.heatMap().empty(),
                overlay,
                (System.nanoTime() - start) / NANOS);
    }
}
