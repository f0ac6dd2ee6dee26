package io.ctattention.model;

import ai.djl.engine.Engine;
import com.google.gson.JsonSyntaxException;
import io.ctattention.block.NetworkSpec;
import io.ctattention.file.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trained network's description, origin and scores: {@code model.json}.
 *
 * @param format the version of this layout, {@value #FORMAT}
 * @param name the network's name: baseline or cbam
 * @param network its shape
 * @param parameters the number of trainable parameters
 * @param classes the class of each logit, in the logits' order
 * @param positiveClass the class that precision, recall and F1 are about unless another is named
 * @param threshold the probability of the positive class from which a slice counts as positive, in
 *     (0, 1); 0.5 unless someone chose another, also in cards that name none. See {@link Decision}.
 * @param epoch the epochs trained, or null for imported weights
 * @param recipe the hyper-parameters, or null for imported weights
 * @param data the slices trained on, or null for imported weights
 * @param metrics what the model scored on validation, by name; empty for imported weights
 * @param libraries the versions that wrote it
 * @param parametersSha256 the hash of the parameter file, in hexadecimal
 */
public record ModelCard(
        int format,
        String name,
        NetworkSpec network,
        long parameters,
        List<String> classes,
        String positiveClass,
        Double threshold,
        Integer epoch,
        Map<String, Object> recipe,
        DataCard data,
        Map<String, Double> metrics,
        Map<String, String> libraries,
        String parametersSha256) {

    /** The layout that this version writes and reads. */
    public static final int FORMAT = 1;

    /**
     * Checks that the card is valid.
     *
     * @throws IllegalArgumentException naming the field if it does not
     */
    public ModelCard {
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT, "format is %d, this version reads %d", format, FORMAT));
        }
        if (network == null || classes == null || positiveClass == null) {
            throw new IllegalArgumentException("network, classes and positiveClass are required");
        }
        classes = List.copyOf(classes);
        if (classes.size() != network.classes()
                || classes.stream().distinct().count() < classes.size()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "classes are %s, the network has %d logits and needs as many different names",
                            classes,
                            network.classes()));
        }
        if (!classes.contains(positiveClass)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "positiveClass is %s, not one of %s",
                            positiveClass,
                            classes));
        }
        threshold = threshold == null ? (Double) Decision.HALF : threshold;
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "threshold is %s; a number between 0 and 1 is needed",
                            threshold));
        }
    }

    /**
     * Starts a card for a network without a history.
     *
     * @param network the network's shape
     * @param parameters the number of its trainable parameters
     * @param classes the class of each logit
     * @param positiveClass one of the classes
     * @return the card
     */
    public static ModelCard of(
            NetworkSpec network, long parameters, List<String> classes, String positiveClass) {
        return new ModelCard(
                FORMAT,
                network.name(),
                network,
                parameters,
                classes,
                positiveClass,
                Decision.HALF,
                null,
                null,
                null,
                Map.of(),
                libraryVersions(),
                null);
    }

    /**
     * Adds the origin of the weights and their scores.
     *
     * @param epoch the epochs trained
     * @param recipe the hyper-parameters
     * @param data the slices trained on
     * @param metrics the scores on validation; undefined ones left out
     * @return the new card
     */
    public ModelCard trained(
            int epoch, Map<String, Object> recipe, DataCard data, Map<String, Double> metrics) {
        return with(epoch, recipe, data, metrics, parametersSha256);
    }

    /**
     * Removes the list of slices that the model was trained on.
     *
     * @return the card, as it is if it names none
     */
    public ModelCard withoutMembership() {
        return data == null
                ? this
                : with(epoch, recipe, data.withoutMembership(), metrics, parametersSha256);
    }

    ModelCard withHash(String sha256) {
        return with(epoch, recipe, data, metrics, sha256);
    }

    private ModelCard with(
            Integer newEpoch,
            Map<String, Object> newRecipe,
            DataCard newData,
            Map<String, Double> newMetrics,
            String newHash) {
        return new ModelCard(
                format,
                name,
                network,
                parameters,
                classes,
                positiveClass,
                threshold,
                newEpoch,
                newRecipe,
                newData,
                newMetrics,
                libraries,
                newHash);
    }

    /**
     * Returns the position of the positive class among the logits.
     *
     * @return from 0
     */
    public int positiveIndex() {
        return classes.indexOf(positiveClass);
    }

    /**
     * Writes the card as JSON.
     *
     * @return one object, indented
     */
    public String toJson() {
        return Json.WITH_NULLS.toJson(this);
    }

    /**
     * Returns the rule by which the model decides.
     *
     * @return the rule, with the card's threshold
     */
    public Decision decision() {
        return new Decision(positiveIndex(), threshold);
    }

    /**
     * Decides about a slice.
     *
     * @param probabilities the probability of each class, in the order of the classes
     * @return the class by {@link #decision()}
     */
    public String decision(double[] probabilities) {
        return classes.get(decision().of(probabilities));
    }

    /**
     * Names the probabilities of a slice.
     *
     * @param probabilities the probability of each class, in the order of the classes
     * @return the same by class, in that order
     */
    public Map<String, Double> byClass(double[] probabilities) {
        Map<String, Double> byClass = new LinkedHashMap<>();
        for (int k = 0; k < probabilities.length; k++) {
            byClass.put(classes.get(k), probabilities[k]);
        }
        return byClass;
    }

    static ModelCard parse(String json) {
        ModelCard card;
        try {
            card = Json.WITH_NULLS.fromJson(json, ModelCard.class);
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException("it is not valid JSON: " + e.getMessage(), e);
        } catch (RuntimeException e) { // Gson wraps what a record's constructor throws
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalArgumentException(cause.getMessage(), e);
        }
        if (card == null) {
            throw new IllegalArgumentException("the file is empty");
        }
        return card;
    }

    private static Map<String, String> libraryVersions() {
        Map<String, String> versions = new TreeMap<>();
        versions.put("djl", Engine.getDjlVersion());
        versions.put("pytorch", PyTorch.engine().getVersion());
        versions.put("java", System.getProperty("java.version"));
        return versions;
    }
}
