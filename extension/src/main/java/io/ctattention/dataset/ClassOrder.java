package io.ctattention.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The order of the classes, which does not depend on how a folder is listed. */
record ClassOrder(List<String> classes, String positiveClass) {

    /**
     * Orders the labels: as the options say, or sorted with the positive class last.
     *
     * @throws DatasetException if the options name classes but not every label found, if they name
     *     none and there are fewer than two labels, or if no class is known to be positive
     */
    static ClassOrder of(Iterable<String> labels, ReadOptions options) throws DatasetException {
        TreeSet<String> found = new TreeSet<>(SliceFiles.BY_CODE_POINT);
        labels.forEach(found::add);
        String listed = String.join(", ", found);
        checkSpelling(found);
        List<String> explicit = options.classes();
        if (explicit != null && !explicit.containsAll(found)) {
            throw new DatasetException(
                    String.format(
                            Locale.ROOT,
                            options.ofModel()
                                    ? "The model's classes are %s, but the labels found"
                                            + " are %s; name the folders, or the manifest's"
                                            + " labels, like the model's classes"
                                    : "The classes were given as %s, but the labels found are %s;"
                                            + " name each once",
                            String.join(", ", explicit),
                            listed));
        }
        if (explicit == null && found.size() < 2) {
            throw new DatasetException(
                    String.format(
                            Locale.ROOT,
                            "The only class is %s; a classifier needs slices of at least two classes",
                            listed));
        }
        Collection<String> all = explicit == null ? found : explicit;
        String wanted = options.positiveClass();
        String positive = options.positive();
        if (!all.contains(positive)) {
            if (explicit == null || wanted != null) {
                throw new DatasetException(
                        String.format(
                                Locale.ROOT,
                                "No class is named %s; the labels found are %s: name the positive class",
                                positive,
                                listed));
            }
            positive = explicit.get(explicit.size() - 1);
        }
        return new ClassOrder(explicit == null ? last(positive, found) : explicit, positive);
    }

    private static List<String> last(String positive, TreeSet<String> found) {
        List<String> classes = new ArrayList<>(found);
        classes.remove(positive);
        classes.add(positive);
        return List.copyOf(classes);
    }

    private static void checkSpelling(TreeSet<String> found) throws DatasetException {
        Map<String, String> spellings = new HashMap<>();
        for (String label : found) {
            String other = spellings.put(label.toLowerCase(Locale.ROOT), label);
            if (other != null) {
                throw new DatasetException(
                        String.format(
                                Locale.ROOT,
                                "The labels %s and %s differ only in case; spell them the same way",
                                other,
                                label));
            }
        }
    }
}
