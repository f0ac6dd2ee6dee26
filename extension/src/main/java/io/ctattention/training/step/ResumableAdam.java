package io.ctattention.training.step;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.ctattention.model.PyTorch;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019), by the same
 * engine operation as DJL's {@link ai.djl.training.optimizer.Adam}, whose moments cannot be read or
 * restored. Betas 0.9 and 0.999, epsilon 1e-7 as in Keras.
 *
 * <p>Step t: {@code m = b1 m + (1 - b1) g}, {@code v = b2 v + (1 - b2) g^2}, {@code w -= lr * m^ /
 * (sqrt(v^) + eps)} with {@code m^ = m / (1 - b1^t)} and {@code v^ = v / (1 - b2^t)}. The engine's
 * operation adds epsilon to {@code sqrt(v)}, so it is given {@code eps * sqrt(1 - b2^t)}.
 */
public final class ResumableAdam extends Optimizer {

    /** The decay of the mean of the gradients. */
    public static final float BETA1 = 0.9f;

    /** The decay of the mean of their squares. */
    public static final float BETA2 = 0.999f;

    /** What keeps the division finite. */
    public static final float EPSILON = 1e-7f;

    private final Tracker learningRate;
    private final Map<String, NDArray> means = new LinkedHashMap<>();
    private final Map<String, NDArray> variances = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private int step;

    /**
     * Creates the optimizer with zero moments.
     *
     * @param manager owns the moments
     * @param parameters the trained parameters under their names
     * @param learningRate the learning rate of each step, from 1
     * @param weightDecay what part of a weight each step takes away, times the learning rate
     */
    public ResumableAdam(
            NDManager manager,
            Map<String, Parameter> parameters,
            Tracker learningRate,
            float weightDecay) {
        super(new Options().optWeightDecays(weightDecay));
        this.learningRate = learningRate;
        parameters.forEach(
                (name, parameter) -> {
                    if (parameter.requiresGradient()) {
                        names.put(parameter.getId(), name);
                        means.put(name, zeros(manager, parameter));
                        variances.put(name, zeros(manager, parameter));
                    }
                });
    }

    private static NDArray zeros(NDManager manager, Parameter parameter) {
        NDArray weight = parameter.getArray();
        return manager.zeros(weight.getShape(), weight.getDataType(), weight.getDevice());
    }

    /** Begins the next step; every parameter is then updated once. */
    void nextStep() {
        step++;
    }

    /**
     * Returns the number of steps so far.
     *
     * @return at least 0
     */
    public int step() {
        return step;
    }

    /**
     * Returns the learning rate of the step that was begun last.
     *
     * @return the rate
     */
    public float learningRate() {
        return learningRate.getNewValue(Math.max(1, step));
    }

    @Override
    public void update(String parameterId, NDArray weight, NDArray gradient) {
        String name = names.get(parameterId);
        double correction1 = 1 - Math.pow(BETA1, step);
        double correction2 = 1 - Math.pow(BETA2, step);
        float rate = learningRate();
        float corrected = (float) (rate * Math.sqrt(correction2) / correction1);
        weight.getNDArrayInternal()
                .adamUpdate(
                        new NDList(weight, gradient, means.get(name), variances.get(name)),
                        new NDList(weight),
                        rate,
                        corrected,
                        getWeightDecay(),
                        1f,
                        -1f,
                        BETA1,
                        BETA2,
                        (float) (EPSILON * Math.sqrt(correction2)),
                        true,
                        getWeightDecay() > 0); // decoupled; without decay that is work for nothing
    }

    /**
     * Returns the moments for a checkpoint.
     *
     * @return {@code mean/NAME} and {@code variance/NAME} of every trained parameter
     */
    public NDList moments() {
        NDList list = new NDList();
        means.forEach((name, array) -> list.add(named(array, "mean/" + name)));
        variances.forEach((name, array) -> list.add(named(array, "variance/" + name)));
        return list;
    }

    private static NDArray named(NDArray array, String name) {
        array.setName(name);
        return array;
    }

    /**
     * Restores the state of a checkpoint.
     *
     * @param step the steps done by then
     * @param moments what {@link #moments()} returned then
     */
    public void restore(int step, NDList moments) {
        this.step = step;
        moments().forEach(array -> PyTorch.copy(moments.get(array.getName()), array));
    }

    private static final class Options extends OptimizerBuilder<Options> {
        @Override
        protected Options self() {
            return this;
        }
    }
}
