package io.ctattention.explanation;

import ai.djl.modality.cv.Image;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.ctattention.block.ForwardTrace;
import io.ctattention.block.Network;
import io.ctattention.model.ModelCard;
import io.ctattention.model.SliceInput;
import java.util.List;
import java.util.Locale;

/**
 * Turns a slice into an {@link Explanation}, for DJL's {@code model.newPredictor(translator)} on
 * any loaded CT Attention model. A batch is one forward pass. The translator has no state, so one
 * can serve many predictors; DJL's predictors themselves belong to one thread each.
 */
public final class GradCamTranslator implements Translator<Image, Explanation> {

    private static final String INPUT = GradCamTranslator.class.getName() + ".input";

    private final ClassActivationMap map;

    /**
     * Creates a translator that explains what a model decides.
     *
     * @param card the model's card, by whose threshold slices are predicted
     * @param target what the heat maps explain
     * @throws IllegalArgumentException if the model has no such class or layer
     */
    public GradCamTranslator(ModelCard card, CamTarget target) {
        map = ClassActivationMap.of(card, target);
    }

    private static Network network(TranslatorContext context) {
        if (context.getBlock() instanceof Network network) {
            return network;
        }
        throw new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "The model's block is a %s; a CT Attention network is needed",
                        context.getBlock().getClass().getName()));
    }

    @Override
    public NDList processInput(TranslatorContext context, Image image) {
        NDArray input = SliceInput.of(context.getNDManager(), network(context).spec(), image);
        input.setName(Network.TRACED);
        context.setAttachment(INPUT, input.expandDims(0));
        return new NDList(input);
    }

    @Override
    public NDList batchProcessInput(TranslatorContext context, List<Image> images)
            throws Exception {
        NDList batch = Translator.super.batchProcessInput(context, images);
        context.setAttachment(INPUT, batch.singletonOrThrow());
        return batch;
    }

    @Override
    public List<Explanation> batchProcessOutput(TranslatorContext context, NDList output) {
        ParameterStore parameters = new ParameterStore(context.getNDManager(), false);
        NDArray input = (NDArray) context.getAttachment(INPUT);
        Network network = network(context);
        ForwardTrace trace = ForwardTrace.of(output, network.spec());
        return map.explain(network, parameters, input, trace);
    }

    @Override
    public Explanation processOutput(TranslatorContext context, NDList output) {
        NDList batch = new NDList();
        output.forEach(array -> batch.add(array.expandDims(0)));
        return batchProcessOutput(context, batch).get(0);
    }
}
