package io.ctattention.dataset;

import java.util.HashSet;
import java.util.List;

/**
 * What a reader cannot know from the data: which class is positive, and the order of the classes.
 *
 * @param positiveClass the class that counts as positive, or null for {@value #POSITIVE_CLASS}
 * @param classes the classes in the order the network answers them, every label found among them,
 *     or null to sort the labels with the positive class last
 * @param ofModel whether the classes are those of a trained model, which no option can change
 */
public record ReadOptions(String positiveClass, List<String> classes, boolean ofModel) {

    /** The default positive class. */
    public static final String POSITIVE_CLASS = "COVID";

    /**
     * Copies the classes.
     *
     * @throws IllegalArgumentException if a class is listed twice
     */
    public ReadOptions {
        if (classes != null) {
            classes = List.copyOf(classes);
            if (new HashSet<>(classes).size() < classes.size()) {
                throw new IllegalArgumentException(
                        "classes lists a class twice: " + String.join(", ", classes));
            }
        }
    }

    /**
     * Creates options that name the classes.
     *
     * @param positiveClass the class that counts as positive, or null for {@value #POSITIVE_CLASS}
     * @param classes the classes in the order the network answers them, or null
     * @throws IllegalArgumentException if a class is listed twice
     */
    public ReadOptions(String positiveClass, List<String> classes) {
        this(positiveClass, classes, false);
    }

    /**
     * Returns the options of a trained model: its data must have its classes.
     *
     * @param positiveClass the model's positive class
     * @param classes the model's classes in their order
     * @return the options
     */
    public static ReadOptions ofModel(String positiveClass, List<String> classes) {
        return new ReadOptions(positiveClass, classes, true);
    }

    /**
     * Returns the options that leave everything to the data: {@value #POSITIVE_CLASS} is positive.
     *
     * @return the options
     */
    public static ReadOptions defaults() {
        return new ReadOptions(null, null);
    }

    /** The name of the positive class if nothing else is known. */
    public String positive() {
        return positiveClass == null ? POSITIVE_CLASS : positiveClass;
    }
}
