package io.ctattention.benchmark;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ctattention.model.PyTorch;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The least time that an epoch can take on this machine: the arithmetic of the convolutions and
 * dense layers at the rate of a large matrix product and, for CBAM, the fewest passes over memory
 * at the rate of a copy.
 */
final class Floor {

    private static final int SIDE = 3072;
    private static final long COPIED = 64L << 20;

    /** Three reads and a write forward, five reads and a write backward; see {@link #bytes}. */
    private static final int PASSES = 10;

    private static final int[] SIDES = {178, 87, 41};
    private static final int[] FILTERS = {32, 64, 64};

    private Floor() {}

    public static void main(String[] args) {
        Engine engine = PyTorch.engine();
        try (NDManager manager = engine.newBaseManager();
                PyTorch.NoGradient scope = PyTorch.noGradient()) {
            NDArray a = manager.randomNormal(new Shape(SIDE, SIDE));
            NDArray b = manager.randomNormal(new Shape(SIDE, SIDE));
            NDArray from = manager.ones(new Shape(COPIED));
            NDArray to = manager.ones(new Shape(COPIED));
            Map<String, Runnable> works = new LinkedHashMap<>();
            works.put("sgemm", () -> a.matMul(b).close());
            works.put("copy", () -> PyTorch.copy(from, to));
            Map<String, Double> seconds = Stopwatch.medians(works, 5, 15);
            double flops = 2.0 * SIDE * SIDE * SIDE / seconds.get("sgemm");
            double bytes = 2.0 * Float.BYTES * COPIED / seconds.get("copy");
            Measurement.value("floor", null, "sgemm", flops / 1e9).print();
            Measurement.value("floor", null, "copy", bytes / 1e9).print();
        }
    }

    /**
     * Counts the operations of training on one slice: two a multiply-add, and each layer once
     * forward, once for its weights' gradient and once for its input's, which the first layer does
     * not need.
     */
    static double flops(String network) {
        double macs = 0;
        int channels = 3;
        for (int k = 0; k < SIDES.length; k++) {
            double positions = (double) SIDES[k] * SIDES[k];
            macs += (k == 0 ? 2 : 3) * positions * FILTERS[k] * channels * 9;
            if (network.equals("cbam")) {
                macs += 3 * positions * 2 * 49;
            }
            channels = FILTERS[k];
        }
        double features = SIDES[2] * SIDES[2] * (double) FILTERS[2];
        macs += 3 * (features * 64 + 64 * 2);
        return 2 * macs;
    }

    /**
     * Counts the bytes that training on one slice moves for attention, if each gate is computed in
     * one pass: forward the features are read for the channel gate, for the spatial gate and for
     * the product, which is written; backward each gate's gradient reads the features and the
     * output's gradient, and the features' gradient reads the latter and is written.
     */
    static double bytes(String network) {
        if (!network.equals("cbam")) {
            return 0;
        }
        double floats = 0;
        for (int k = 0; k < SIDES.length; k++) {
            floats += (double) SIDES[k] * SIDES[k] * FILTERS[k];
        }
        return PASSES * Float.BYTES * floats;
    }
}
