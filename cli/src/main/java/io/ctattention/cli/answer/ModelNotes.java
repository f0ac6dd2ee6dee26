package io.ctattention.cli.answer;

import io.ctattention.model.Decision;
import io.ctattention.model.ModelCard;
import java.io.PrintWriter;
import java.util.Locale;

/** Caveats about a model's answers. */
final class ModelNotes {

    private ModelNotes() {}

    static void print(ModelCard card, PrintWriter err) {
        if (card.data() != null && card.data().phantom()) {
            err.println(
                    "Note: this model was trained on phantom slices; its answers say nothing about patients");
        }
        if (card.threshold() != Decision.HALF) {
            err.println(
                    String.format(
                            Locale.ROOT,
                            "Note: a slice counts as %s at a probability of %s or more, the"
                                    + " threshold in the model card",
                            card.positiveClass(),
                            card.threshold()));
        }
    }
}
