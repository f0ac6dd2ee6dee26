package io.ctattention.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.evaluator.Evaluator;
import io.ctattention.model.Decision;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * F1 = 2 TP / (2 TP + FP + FN) for a DJL {@code Trainer}.
 *
 * <p>It accumulates counts, not scores, so that batches of any sizes give exactly the F1 of all
 * their slices. Labels are class indices of any type, (N) or (N, 1); predictions are logits or
 * probabilities, (N, C), of which the greatest is the answer, the first of equals; of two classes
 * at one half it is the one that F1 is about, as with {@link Decision} (the engine holds a NaN for
 * the greatest). A batch costs one copy from the device, whatever the number of accumulators, and
 * leaves no NDArray behind. Safe for use by several threads.
 *
 * <p>DJL asks for a float: where F1 is undefined (no slice of the class, true or predicted) that is
 * {@link Float#NaN}, and never 0.
 */
public final class F1Score extends Evaluator {

    private final int[] watched;
    private final int expectedClasses;
    private final Function<Collection<ClassCounts>, OptionalDouble> average;
    private final Map<String, List<ClassCounts>> accumulators = new ConcurrentHashMap<>();

    private F1Score(
            String name,
            int[] watched,
            int expectedClasses,
            Function<Collection<ClassCounts>, OptionalDouble> average) {
        super(name);
        this.watched = watched;
        this.expectedClasses = expectedClasses;
        this.average = average;
    }

    /**
     * F1 of one class against all others.
     *
     * @param name the evaluator's name in logs and DJL's metrics
     * @param classIndex the class, from 0
     * @return the evaluator
     * @throws IllegalArgumentException if the index is negative
     */
    public static F1Score ofClass(String name, int classIndex) {
        if (classIndex < 0) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "classIndex is %d, expected 0 or more", classIndex));
        }
        return new F1Score(name, new int[] {classIndex}, 0, ClassCounts::microF1);
    }

    /**
     * The unweighted mean of the classes' F1, named {@code macroF1}. A class that no slice has and
     * none is predicted as has no F1 and is left out of the mean.
     *
     * @param classes the number of classes C, at least 2
     * @return the evaluator
     * @throws IllegalArgumentException if there are fewer than two
     */
    public static F1Score macro(int classes) {
        return new F1Score("macroF1", all(classes), classes, ClassCounts::macroF1);
    }

    /**
     * F1 of the counts summed over all classes, named {@code microF1}. As each slice has one class
     * and one answer, it equals the accuracy.
     *
     * @param classes the number of classes C, at least 2
     * @return the evaluator
     * @throws IllegalArgumentException if there are fewer than two
     */
    public static F1Score micro(int classes) {
        return new F1Score("microF1", all(classes), classes, ClassCounts::microF1);
    }

    /**
     * Computes F1 of one batch. The mean of this over batches is not the F1 of their slices: use an
     * accumulator for that.
     *
     * @param labels class indices, (N) or (N, 1)
     * @param predictions logits or probabilities, (N, C)
     * @return a float32 scalar, NaN where undefined, that belongs to the manager of the predictions
     * @throws IllegalArgumentException if a shape or a label does not fit
     */
    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        float f1 = score(count(labels.head(), predictions.head()));
        return predictions.head().getManager().create(f1);
    }

    /** {@inheritDoc} */
    @Override
    public void addAccumulator(String key) {
        resetAccumulator(key);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the key was not added, or a shape or a label does not fit
     */
    @Override
    public void updateAccumulator(String key, NDList labels, NDList predictions) {
        updateAccumulators(new String[] {key}, labels, predictions);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a key was not added, or a shape or a label does not fit
     */
    @Override
    public void updateAccumulators(String[] keys, NDList labels, NDList predictions) {
        List<ClassCounts> batch = count(labels.head(), predictions.head());
        long slices = predictions.head().getShape().get(0);
        for (String key : keys) {
            if (accumulators.computeIfPresent(key, (k, sum) -> add(sum, batch)) == null) {
                throw unknown(key);
            }
            totalInstances.merge(key, slices, Long::sum);
        }
    }

    /** {@inheritDoc} */
    @Override
    public void resetAccumulator(String key) {
        accumulators.put(key, IntStream.of(watched).mapToObj(k -> ClassCounts.NONE).toList());
        totalInstances.put(key, 0L);
    }

    /**
     * Returns F1 of all slices since the key was added or reset.
     *
     * @param key the key of the accumulator
     * @return F1 in [0, 1], or NaN where it is undefined
     * @throws IllegalArgumentException if the key was not added
     */
    @Override
    public float getAccumulator(String key) {
        List<ClassCounts> sum = accumulators.get(key);
        if (sum == null) {
            throw unknown(key);
        }
        return score(sum);
    }

    private float score(List<ClassCounts> counts) {
        return (float) average.apply(counts).orElse(Double.NaN);
    }

    private List<ClassCounts> count(NDArray labels, NDArray predictions) {
        int classes = checkShapes(labels.getShape(), predictions.getShape());
        long[] both = labelsThenAnswers(labels, predictions);
        int n = both.length / 2;
        long[][] counts = new long[classes][classes];
        for (int i = 0; i < n; i++) {
            if (both[i] < 0 || both[i] >= classes) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "%s: label %d is not one of the %d classes of the predictions",
                                getName(),
                                both[i],
                                classes));
            }
            counts[(int) both[i]][(int) both[n + i]]++;
        }
        return IntStream.of(watched).mapToObj(k -> ClassCounts.of(counts, k)).toList();
    }

    private int checkShapes(Shape labels, Shape predictions) {
        boolean labelsFit =
                labels.dimension() == 1 || labels.dimension() == 2 && labels.get(1) == 1;
        if (!labelsFit || predictions.dimension() != 2 || labels.get(0) != predictions.get(0)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s: labels must be (N) or (N, 1) and predictions (N, C), found %s and %s",
                            getName(),
                            labels,
                            predictions));
        }
        int classes = Math.toIntExact(predictions.get(1));
        boolean classesFit =
                expectedClasses == 0 ? watched[0] < classes : expectedClasses == classes;
        if (!classesFit) {
            String expected =
                    expectedClasses == 0 ? "more than " + watched[0] : "" + expectedClasses;
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s: predictions are of %d classes, expected %s",
                            getName(),
                            classes,
                            expected));
        }
        return classes;
    }

    /** Copies both to the JVM at once: N labels, and then N answers. */
    private long[] labelsThenAnswers(NDArray labels, NDArray predictions) {
        try (NDArray answers = Decision.atHalf(predictions, watched.length == 1 ? watched[0] : 0);
                NDArray flat = labels.flatten();
                NDArray indices = flat.toType(DataType.INT64, true);
                NDArray both = NDArrays.concat(new NDList(indices, answers));
                NDScope copies = new NDScope()) { // on the host, which DJL leaves in the manager
            return both.toLongArray();
        }
    }

    private static List<ClassCounts> add(List<ClassCounts> sum, List<ClassCounts> batch) {
        return IntStream.range(0, sum.size()).mapToObj(k -> sum.get(k).plus(batch.get(k))).toList();
    }

    private static int[] all(int classes) {
        if (classes < 2) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "F1 needs at least 2 classes, found %d", classes));
        }
        return IntStream.range(0, classes).toArray();
    }

    private IllegalArgumentException unknown(String key) {
        return new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "%s has no accumulator \"%s\": call addAccumulator first",
                        getName(),
                        key));
    }
}
