package io.ctattention.cli;

import io.ctattention.model.ModelCard;
import java.io.PrintWriter;

/** What a person should know before believing a model. */
final class ModelNotes {

    private ModelNotes() {}

    static void print(ModelCard card, PrintWriter err) {
        if (card.data() != null && card.data().phantom()) {
            err.println(
                    "Note: this model was trained on phantom slices; its answers say nothing about patients");
        }
    }
}
