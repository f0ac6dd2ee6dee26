package io.ctattention.quarkus.runtime.devui;

import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.Layer;
import io.ctattention.model.DataCard;
import io.ctattention.model.ModelCard;
import io.ctattention.quarkus.runtime.LoadedModel;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the Dev UI shows of a model.
 *
 * @param name its name in the configuration
 * @param location the value of its property
 * @param network the network's name
 * @param size the side of the network's input in pixels
 * @param parameters the number of trainable parameters
 * @param classes the classes in the logits' order
 * @param positiveClass the class that the metrics are about
 * @param device where it computes
 * @param layers the layers that can be explained
 * @param methods how they can be explained
 * @param epoch the epochs trained, null for imported weights
 * @param metrics what it scored on validation
 * @param fingerprint of the data trained on, null for imported weights
 * @param phantom whether it was trained on phantom slices
 * @param card the card as JSON, without which slices it was trained on
 */
public record DevUiModel(
        String name,
        String location,
        String network,
        int size,
        long parameters,
        List<String> classes,
        String positiveClass,
        String device,
        List<String> layers,
        List<String> methods,
        Integer epoch,
        Map<String, Double> metrics,
        String fingerprint,
        boolean phantom,
        String card) {

    static DevUiModel of(LoadedModel model, String location) {
        ModelCard card = model.card();
        DataCard data = card.data();
        return new DevUiModel(
                model.name(),
                location,
                card.name(),
                card.network().size(),
                card.parameters(),
                card.classes(),
                card.positiveClass(),
                model.device(),
                Layer.ids(card.network()),
                Stream.of(CamMethod.values()).map(CamMethod::id).toList(),
                card.epoch(),
                card.metrics() == null ? Map.of() : card.metrics(),
                data == null ? null : data.fingerprint(),
                data != null && data.phantom(),
                card.withoutMembership().toJson());
    }
}
