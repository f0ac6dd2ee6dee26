package io.ctattention.explanation;

import ai.djl.modality.cv.Image;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.ctattention.block.BaselineCnn;
import io.ctattention.block.Tap;
import io.ctattention.model.SliceInput;
import java.util.List;

/**
 * Turns a slice into an {@link Explanation}, for DJL's {@code model.newPredictor(translator)} on
 * any loaded CT Attention model. A batch is one forward pass. The translator has no state, so one
 * can serve many predictors; DJL's predictors themselves belong to one thread each.
 */
public final class GradCamTranslator implements Translator<Image, Explanation> {

    private final GradCam gradCam;

    /**
     * Creates the translator.
     *
     * @param classes the class of each logit, as in the model's card
     * @param targetClass the class that the heat maps speak for, or null for each slice's
     *     prediction
     * @param layer the layer that they are about
     * @throws IllegalArgumentException if the class is unknown
     */
    public GradCamTranslator(List<String> classes, String targetClass, Layer layer) {
        gradCam = new GradCam(classes, targetClass, layer);
    }

    @Override
    public void prepare(TranslatorContext context) {
        gradCam.requireLayer(network(context).spec());
    }

    private static BaselineCnn network(TranslatorContext context) {
        if (context.getBlock() instanceof BaselineCnn network) {
            return network;
        }
        throw new IllegalArgumentException(
                "The model's block is a %s; a CT Attention network is needed"
                        .formatted(context.getBlock().getClass().getName()));
    }

    @Override
    public NDList processInput(TranslatorContext context, Image image) {
        NDArray input = SliceInput.of(context.getNDManager(), network(context).spec(), image);
        input.setName(BaselineCnn.TAPPED);
        return new NDList(input);
    }

    @Override
    public List<Explanation> batchProcessOutput(TranslatorContext context, NDList output) {
        ParameterStore parameters = new ParameterStore(context.getNDManager(), false);
        return gradCam.explain(network(context), parameters, Tap.of(output));
    }

    @Override
    public Explanation processOutput(TranslatorContext context, NDList output) {
        NDList batch = new NDList();
        output.forEach(array -> batch.add(array.expandDims(0)));
        return batchProcessOutput(context, batch).get(0);
    }
}
