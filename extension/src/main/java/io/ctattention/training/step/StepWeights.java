package io.ctattention.training.step;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The weights as one step's gradient graph sees them: arrays of their own over the same memory. So
 * the gradients are those that the backward pass makes, where the engine would otherwise add them
 * to the zeroed gradients of the step before.
 */
final class StepWeights extends ParameterStore {

    private final NDManager manager;
    private final Map<Parameter, NDArray> leaves = new LinkedHashMap<>();

    /**
     * Creates the store.
     *
     * @param manager the step's manager, which owns the arrays
     */
    StepWeights(NDManager manager) {
        super(manager, false);
        this.manager = manager;
    }

    @Override
    public NDArray getValue(Parameter parameter, Device device, boolean training) {
        return parameter != null && parameter.requiresGradient()
                ? leaves.computeIfAbsent(parameter, this::leaf)
                : super.getValue(parameter, device, training);
    }

    private NDArray leaf(Parameter parameter) {
        NDArray leaf = parameter.getArray().stopGradient();
        leaf.attach(manager);
        leaf.setRequiresGradient(true);
        return leaf;
    }

    /** Has the optimizer change every weight that took part. */
    void update(ResumableAdam adam) {
        leaves.forEach(
                (parameter, leaf) ->
                        adam.update(parameter.getId(), parameter.getArray(), leaf.getGradient()));
    }
}
