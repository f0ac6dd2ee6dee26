package io.ctattention.check.numbers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One operation of the networks, alone.
 *
 * @param name what it is called
 * @param inputs the names and shapes of what it takes; a gradient reaches each
 * @param forward computes its output
 */
public record Operation(String name, Map<String, Shape> inputs, Function<NDList, NDArray> forward) {

    private static final Shape FEATURES = new Shape(8, 32, 44, 44);
    private static final Shape TWO = new Shape(2, 2);
    private static final long ROWS = 64;

    /**
     * What training and explanation are made of.
     *
     * @return the operations
     */
    public static List<Operation> all() {
        return List.of(
                new Operation(
                        "convolution",
                        shapes(
                                "input", FEATURES,
                                "weights", new Shape(64, 32, 3, 3),
                                "biases", new Shape(64)),
                        in -> Conv2d.conv2d(in.get(0), in.get(1), in.get(2)).head()),
                one(
                        "maximum pool",
                        FEATURES,
                        x -> Pool.maxPool2d(x, TWO, TWO, new Shape(0, 0), false)),
                one("global maximum pool", FEATURES, Pool::globalMaxPool2d),
                one("global average pool", FEATURES, Pool::globalAvgPool2d),
                new Operation(
                        "matrix product",
                        shapes("left", new Shape(ROWS, 3000), "right", new Shape(3000, ROWS)),
                        in -> in.get(0).matMul(in.get(1))),
                one("index of rows", new Shape(ROWS, 500), x -> x.get(rows(x.getManager()))),
                one("gather", new Shape(ROWS, 500), x -> x.gather(columns(x.getManager()), 1)),
                one("sum", FEATURES, x -> x.sum(new int[] {0})),
                one("mean over positions", FEATURES, x -> x.mean(new int[] {3})),
                one("softmax", new Shape(ROWS, 500), x -> x.softmax(1)),
                one("log-softmax", new Shape(ROWS, 2), x -> x.logSoftmax(1)));
    }

    private static Operation one(String name, Shape shape, Function<NDArray, NDArray> forward) {
        return new Operation(name, shapes("input", shape), in -> forward.apply(in.get(0)));
    }

    private static Map<String, Shape> shapes(Object... namesAndShapes) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndShapes.length; i += 2) {
            shapes.put((String) namesAndShapes[i], (Shape) namesAndShapes[i + 1]);
        }
        return shapes;
    }

    /** Each row many times, so that its gradient is a sum. */
    private static NDIndex rows(NDManager manager) {
        long[] rows = new long[1000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = 7L * i % ROWS;
        }
        return new NDIndex("{}", manager.create(rows));
    }

    private static NDArray columns(NDManager manager) {
        long[] columns = new long[(int) ROWS * 2000];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = 31L * i % 500;
        }
        return manager.create(columns, new Shape(ROWS, 2000));
    }

    /**
     * Computes it, and the gradient of the sum of its output's squares.
     *
     * @return the output under {@link #name}, each gradient under {@code NAME's gradient of INPUT}
     */
    public Map<String, float[]> run(NDManager manager) {
        Map<String, float[]> results = new LinkedHashMap<>();
        try (NDManager scope = manager.newSubManager()) {
            NDList arrays = new NDList();
            inputs.forEach(
                    (input, shape) -> {
                        float[] values = Formula.uniform(input, Math.toIntExact(shape.size()));
                        NDArray array = scope.create(values, shape);
                        array.setRequiresGradient(true);
                        arrays.add(array);
                    });
            try (GradientCollector collector = scope.getEngine().newGradientCollector()) {
                NDArray output = forward.apply(arrays);
                collector.backward(output.square().sum());
                results.put(name, output.toFloatArray());
            }
            int i = 0;
            for (String input : inputs.keySet()) {
                float[] gradient = arrays.get(i++).getGradient().toFloatArray();
                results.put(name + "'s gradient of " + input, gradient);
            }
        }
        return results;
    }
}
