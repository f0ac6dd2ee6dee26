package io.ctattention.model;

import ai.djl.modality.Classifications;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.ndarray.BytesSupplier;
import ai.djl.ndarray.NDList;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.ctattention.image.ImageException;
import io.ctattention.image.SliceDecoder;

/**
 * Serves a model through DJL Serving: an encoded slice in, the classes' probabilities as JSON out.
 */
final class SliceServingTranslator implements Translator<Input, Output> {

    private final SliceDecoder decoder = new SliceDecoder();
    private final Translator<Image, Classifications> translator;

    SliceServingTranslator(Translator<Image, Classifications> translator) {
        this.translator = translator;
    }

    @Override
    public NDList processInput(TranslatorContext context, Input input) throws Exception {
        if (input.getContent().isEmpty()) {
            throw new ImageException("request", "is empty; a PNG or JPEG image is needed");
        }
        byte[] content = input.getData().getAsBytes();
        Image image =
                ImageFactory.getInstance().fromImage(decoder.decode("request", content).image());
        return translator.processInput(context, image);
    }

    @Override
    public Output processOutput(TranslatorContext context, NDList list) throws Exception {
        Output output = new Output();
        output.addProperty("Content-Type", "application/json");
        output.add(BytesSupplier.wrapAsJson(translator.processOutput(context, list)));
        return output;
    }
}
