package io.ctattention.model;

import ai.djl.Model;
import ai.djl.modality.Classifications;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.modality.cv.Image;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorFactory;
import ai.djl.util.Pair;
import io.ctattention.block.Network;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes the {@link SliceTranslator} of a loaded model folder. Named in {@code serving.properties}.
 */
public final class SliceTranslatorFactory implements TranslatorFactory {

    private static final long serialVersionUID = 1L;

    /** Creates the factory; DJL does. */
    public SliceTranslatorFactory() {}

    @Override
    public Set<Pair<Type, Type>> getSupportedTypes() {
        return Set.of(
                new Pair<>(Image.class, Classifications.class),
                new Pair<>(Input.class, Output.class));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <I, O> Translator<I, O> newInstance(
            Class<I> input, Class<O> output, Model model, Map<String, ?> arguments)
            throws TranslateException {
        if (!isSupported(input, output)) {
            throw new TranslateException(
                    "A CT Attention model turns an Image into Classifications or an Input into an"
                            + String.format(
                                    Locale.ROOT,
                                    " Output, not a %s into a %s",
                                    input.getName(),
                                    output.getName()));
        }
        Path folder = model.getModelPath();
        try {
            Network network = (Network) model.getBlock();
            ModelFolder.checkShapes(folder, network);
            ModelCard card = ModelFolder.readCard(folder);
            Translator<Image, Classifications> translator =
                    new SliceTranslator(card.network(), card.classes());
            return (Translator<I, O>)
                    (input == Input.class ? new SliceServingTranslator(translator) : translator);
        } catch (IOException e) {
            throw new TranslateException(e.getMessage(), e);
        }
    }
}
