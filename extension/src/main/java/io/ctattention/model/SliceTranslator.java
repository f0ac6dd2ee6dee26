package io.ctattention.model;

import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.ndarray.NDList;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.ctattention.block.NetworkSpec;
import java.util.Arrays;
import java.util.List;

/**
 * Turns a slice into a probability for each class: the softmax of the logits, each in [0, 1],
 * together 1. {@link Classifications#best()} is the most probable class; what the model decides is
 * {@link ModelCard#decision(double[])}.
 */
public final class SliceTranslator implements Translator<Image, Classifications> {

    private final NetworkSpec network;
    private final List<String> classes;

    /**
     * Creates the translator.
     *
     * @param network the shape of the network that the slices go into
     * @param classes the class of each logit
     */
    public SliceTranslator(NetworkSpec network, List<String> classes) {
        this.network = network;
        this.classes = List.copyOf(classes);
    }

    @Override
    public NDList processInput(TranslatorContext context, Image image) {
        return new NDList(SliceInput.of(context.getNDManager(), network, image));
    }

    @Override
    public Classifications processOutput(TranslatorContext context, NDList output) {
        // As everywhere else in double precision: a float may lie on the other side of a threshold.
        double[][] probabilities =
                Inference.softmax(output.singletonOrThrow().toFloatArray(), classes.size());
        return new Classifications(classes, Arrays.stream(probabilities[0]).boxed().toList());
    }
}
