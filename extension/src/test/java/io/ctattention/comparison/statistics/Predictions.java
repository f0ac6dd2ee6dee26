package io.ctattention.comparison.statistics;

import io.ctattention.evaluation.SlicePrediction;
import io.ctattention.evaluation.Slices;
import java.util.ArrayList;
import java.util.List;

/** Made-up predictions of COVID and NonCOVID slices in turn, COVID positive. */
final class Predictions {

    static final List<String> CLASSES = Slices.CLASSES;

    private final List<SlicePrediction> reference = new ArrayList<>();
    private final List<SlicePrediction> attention = new ArrayList<>();

    /** Adds slices of new patients. */
    Predictions add(int patients, int slicesEach, boolean referenceRight, boolean attentionRight) {
        for (int p = 0; p < patients; p++) {
            String patient = "p" + reference.size();
            String label = CLASSES.get(p % 2);
            for (int s = 0; s < slicesEach; s++) {
                String file = patient + "-" + s;
                reference.add(slice(file, patient, label, referenceRight));
                attention.add(slice(file, patient, label, attentionRight));
            }
        }
        return this;
    }

    PairedPredictions pair() {
        return new PairedPredictions(reference, attention);
    }

    static SlicePrediction slice(String file, String patient, String label, boolean right) {
        return Slices.slice(file, patient, label, label.equals("COVID") == right ? 0.9 : 0.1);
    }
}
