package io.ctattention.block.attention;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;

/** The parameters that attention blocks own. */
final class Weights {

    private Weights() {}

    /** A weight that the network's initializer draws, of at least two axes. */
    static Parameter drawn(String name, long... shape) {
        return of(name, Parameter.Type.WEIGHT, null, shape);
    }

    /** A bias, zero at first. */
    static Parameter bias(String name, long length) {
        return of(name, Parameter.Type.BIAS, null, length);
    }

    /** A norm's scale, one at first. */
    static Parameter scale(String name, long length) {
        return of(name, Parameter.Type.GAMMA, null, length);
    }

    /** A norm's shift, zero at first. */
    static Parameter shift(String name, long length) {
        return of(name, Parameter.Type.BETA, null, length);
    }

    /** A weight that is zero at first, whatever the network's initializer. */
    static Parameter zero(String name, long... shape) {
        return of(name, Parameter.Type.OTHER, Initializer.ZEROS, shape);
    }

    /** A running mean, zero at first, or variance, one at first; training updates it otherwise. */
    static Parameter running(String name, Parameter.Type type, long length) {
        return Parameter.builder()
                .setName(name)
                .setType(type)
                .optShape(new Shape(length))
                .optRequiresGrad(false)
                .build();
    }

    private static Parameter of(
            String name, Parameter.Type type, Initializer initializer, long... shape) {
        Parameter.Builder builder =
                Parameter.builder().setName(name).setType(type).optShape(new Shape(shape));
        return initializer == null ? builder.build() : builder.optInitializer(initializer).build();
    }
}
