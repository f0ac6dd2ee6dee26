package io.ctattention.server.model;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ctattention.block.NetworkSpec;
import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.Layer;
import io.ctattention.model.ModelCard;
import io.ctattention.quarkus.ModelLease;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a model is.
 *
 * @param name its name in requests
 * @param network the network's name
 * @param networkTitle the same in sentences
 * @param size the side of the network's input in pixels
 * @param parameters the number of trainable parameters
 * @param classes the classes in the logits' order
 * @param positiveClass the class that decisions are about
 * @param threshold the probability of that class from which a slice counts as positive
 * @param sha256 the hash of the parameters, in hexadecimal
 * @param device where it computes
 * @param layers the layers that can be explained
 * @param methods how they can be explained
 * @param phantom whether it was trained on phantom slices, and says nothing about patients
 * @param card the card, without which slices the model was trained on
 */
@Schema(
        requiredProperties = {
            "name",
            "network",
            "networkTitle",
            "size",
            "parameters",
            "classes",
            "positiveClass",
            "threshold",
            "sha256",
            "device",
            "layers",
            "methods",
            "phantom",
            "card"
        })
public record ModelAnswer(
        String name,
        String network,
        String networkTitle,
        int size,
        long parameters,
        List<String> classes,
        String positiveClass,
        double threshold,
        String sha256,
        String device,
        List<String> layers,
        List<String> methods,
        boolean phantom,
        @JsonRawValue @Schema(type = SchemaType.OBJECT) String card) {

    static ModelAnswer of(ModelLease lease) {
        ModelCard card = lease.card();
        return new ModelAnswer(
                Models.id(lease.name()),
                card.name(),
                NetworkSpec.title(card.name()),
                card.network().size(),
                card.parameters(),
                card.classes(),
                card.positiveClass(),
                card.threshold(),
                card.parametersSha256(),
                lease.device(),
                Layer.ids(card.network()),
                Stream.of(CamMethod.values()).map(CamMethod::id).toList(),
                card.data() != null && card.data().phantom(),
                card.withoutMembership().toJson());
    }
}
