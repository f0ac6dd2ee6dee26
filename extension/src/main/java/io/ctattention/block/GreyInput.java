package io.ctattention.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.ParameterList;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;

/** Grey slices {@code (N, 1, H, W)} as the input of a network that sees several channels. */
final class GreyInput {

    private GreyInput() {}

    /**
     * Gives a grey batch the strides of {@code (N, H, W, C)} in memory, which the convolutions' and
     * pools' outputs then take over: on the CPU, PyTorch's pools are several times faster on them,
     * and its convolutions need not rearrange their inputs. The shape and the values stay.
     *
     * @param input {@code (N, C, H, W)}
     * @return a view of the input, which the caller closes
     */
    static NDArray channelsLast(NDArray input) {
        Shape shape = input.getShape();
        if (shape.get(1) != 1 || input.getDevice().isGpu()) {
            return input.reshape(shape);
        }
        try (NDArray last = input.reshape(shape.get(0), shape.get(2), shape.get(3), 1)) {
            return last.transpose(0, 3, 1, 2);
        }
    }

    /**
     * Convolves features. A grey level that stands for several equal channels is one channel under
     * the sum of a filter's kernels.
     *
     * @param convolution with a bias, without padding, of stride 1
     * @param features {@code (N, C, H, W)} for a convolution of C channels or more: {@code C = 1}
     *     then stands for all of them
     */
    static NDArray convolve(
            Conv2d convolution, ParameterStore parameters, NDArray features, boolean training) {
        ParameterList own = convolution.getDirectParameters();
        NDArray weight = parameters.getValue(own.get("weight"), features.getDevice(), training);
        if (features.size(1) != 1 || weight.size(1) == 1) {
            return convolution
                    .forward(parameters, new NDList(features), training)
                    .singletonOrThrow();
        }
        try (NDArray kernels = weight.sum(new int[] {1}, true)) {
            NDArray bias = parameters.getValue(own.get("bias"), features.getDevice(), training);
            return Conv2d.conv2d(features, kernels, bias).singletonOrThrow();
        }
    }
}
