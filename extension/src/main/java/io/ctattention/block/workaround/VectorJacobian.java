package io.ctattention.block.workaround;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The product of a gradient with the Jacobian of a block or of a part of a network, by automatic
 * differentiation on this thread alone. A gradient collector would do it, too, but DJL 0.35.1
 * allows one in a process, and a training may hold it.
 */
public final class VectorJacobian {

    private VectorJacobian() {}

    /**
     * Carries a gradient from the output back to the input, at inference. The weights get no
     * gradient, so that any number of threads can do this while another one trains.
     *
     * @param function from the weights and the input to the output
     * @param parameters the weights
     * @param features the input {@code (N, C, H, W)}
     * @param outputGradient the gradient with respect to the output, in the output's shape
     * @return the gradient with respect to the input, {@code (N, C, H, W)}, in the manager of the
     *     features
     */
    public static NDArray of(
            BiFunction<ParameterStore, NDArray, NDArray> function,
            ParameterStore parameters,
            NDArray features,
            NDArray outputGradient) {
        NDManager owner = features.getManager();
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(true);
        try (NDManager scope = owner.newSubManager()) {
            NDArray input = features.stopGradient();
            input.attach(scope);
            input.setRequiresGradient(true);
            ParameterStore constants = new Constants(scope, parameters);
            NDArray output = function.apply(constants, input);
            JniUtils.backward((PtNDArray) output, (PtNDArray) outputGradient, false, false);
            NDArray gradient = input.getGradient();
            gradient.attach(owner);
            return gradient;
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    /** Weights that no graph leads to: arrays of the scope over the memory of the weights. */
    private static final class Constants extends ParameterStore {

        private final NDManager scope;
        private final ParameterStore weights;
        private final Map<Parameter, NDArray> constants = new HashMap<>();

        Constants(NDManager scope, ParameterStore weights) {
            super(scope, false);
            this.scope = scope;
            this.weights = weights;
        }

        @Override
        public NDArray getValue(Parameter parameter, Device device, boolean training) {
            if (parameter == null) { // a layer without bias asks so
                return null;
            }
            return constants.computeIfAbsent(
                    parameter,
                    key -> {
                        NDArray constant = weights.getValue(key, device, training).stopGradient();
                        constant.attach(scope);
                        return constant;
                    });
        }
    }
}
