package io.ctattention.quarkus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A model's answer for a slice.
 *
 * @param prediction the class that the model decides for, by its card's threshold: see {@link
 *     io.ctattention.model.Decision}
 * @param probabilities the probability of each class, in [0, 1] and together 1, in the order of the
 *     model's card
 */
public record Classification(String prediction, Map<String, Double> probabilities) {

    /**
     * Copies the probabilities.
     *
     * @throws IllegalArgumentException if the prediction is not one of the classes
     */
    public Classification {
        probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
        if (!probabilities.containsKey(prediction)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The prediction %s is not one of the classes %s",
                            prediction,
                            probabilities.keySet()));
        }
    }

    /**
     * Returns the probability of the predicted class.
     *
     * @return in [0, 1]
     */
    public double probability() {
        return probabilities.get(prediction);
    }
}
