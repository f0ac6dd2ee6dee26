package io.ctattention.block;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.util.HashMap;
import java.util.Map;

/**
 * The product of a gradient with a block's Jacobian, by automatic differentiation on this thread
 * alone. A gradient collector would do it, too, but the engine allows one in a process, and a
 * training may hold it.
 */
final class VectorJacobian {

    private VectorJacobian() {}

    /**
     * Carries a gradient from the block's output back to its input, at inference. The weights get
     * no gradient, so that any number of threads can do this while another one trains.
     *
     * @param block the block
     * @param parameters its weights
     * @param features the input {@code (N, C, H, W)}
     * @param outputGradient the gradient with respect to the output, {@code (N, C, H, W)}
     * @return the gradient with respect to the input, {@code (N, C, H, W)}, in the manager of the
     *     features
     */
    static NDArray of(
            Attention block, ParameterStore parameters, NDArray features, NDArray outputGradient) {
        NDManager owner = features.getManager();
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(true);
        try (NDManager scope = owner.newSubManager()) {
            NDArray input = features.stopGradient();
            input.attach(scope);
            input.setRequiresGradient(true);
            ParameterStore constants = new Constants(scope, parameters);
            NDArray output = block.attend(constants, input, false).head();
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
