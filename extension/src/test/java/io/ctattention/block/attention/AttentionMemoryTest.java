package io.ctattention.block.attention;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import io.ctattention.block.attention.AttentionSpec.Kind;
import io.ctattention.model.PyTorch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gradient of an attention must not depend on what lies in freed memory.
 *
 * <p>A convolution of two channels to one, written plainly in CBAM, gave NaN here in most runs on a
 * CPU with AVX-512. And a division by a number did where the garbage collector ran between the
 * passes: DJL keeps the number in a buffer of Java's, which the gradient graph does not keep alive.
 */
class AttentionMemoryTest {

    private static Stream<Arguments> kindsAndSides() {
        Stream<Arguments> small =
                kinds().flatMap(
                                kind ->
                                        IntStream.of(4, 12, 29)
                                                .mapToObj(side -> Arguments.of(kind, side)));
        return Stream.concat(small, Stream.of(Arguments.of(Kind.CBAM, 62)));
    }

    private static Stream<Kind> kinds() {
        return Stream.of(Kind.values()).filter(kind -> kind != Kind.NONE);
    }

    @ParameterizedTest
    @MethodSource("kindsAndSides")
    void gradientsAreFiniteAlthoughFreedMemoryIsFullOfNaN(Kind kind, int side) {
        requireFiniteGradients(kind, side, shape -> shape, features -> features);
    }

    @ParameterizedTest
    @MethodSource("kindsAndSides")
    void soTheyAreWhereTheChannelsOfAPixelLieTogether(Kind kind, int side) {
        requireFiniteGradients(
                kind,
                side,
                shape -> new Shape(shape.get(0), shape.get(2), shape.get(3), shape.get(1)),
                features -> features.transpose(0, 3, 1, 2));
    }

    private static void requireFiniteGradients(
            Kind kind, int side, UnaryOperator<Shape> stored, UnaryOperator<NDArray> seen) {
        PyTorch.engine();
        int runs = kind == Kind.CBAM ? 6 : 2;
        for (int run = 0; run < runs; run++) {
            try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
                fillFreedMemoryWithNaN(manager);
                Shape shape = new Shape(17, 32, side, side);
                Attention block = block(kind, manager, shape);
                NDArray features = manager.randomUniform(0, 1, stored.apply(shape));
                features.setRequiresGradient(true);
                ParameterStore parameters = new ParameterStore(manager, false);
                try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                    NDArray output =
                            block.forward(parameters, new NDList(seen.apply(features)), true)
                                    .head();
                    collector.backward(output.square().sum());
                }
                // The sum is not finite where any number is not.
                assertThat(features.getGradient().abs().sum().getFloat()).isFinite();
            }
        }
    }

    private static void fillFreedMemoryWithNaN(NDManager manager) {
        try (NDManager freed = manager.newSubManager()) {
            for (int bits = 10; bits < 22; bits++) {
                for (int copy = 0; copy < 6; copy++) {
                    freed.full(new Shape(1L << bits), Float.NaN);
                }
            }
        }
    }

    private static Attention block(Kind kind, NDManager manager, Shape shape) {
        Attention block = AttentionSpec.of(kind).newBlock(Math.toIntExact(shape.get(1)));
        block.setInitializer(new NormalInitializer(0.2f), Parameter::requiresGradient);
        block.initialize(manager, DataType.FLOAT32, shape);
        return block;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void gradientsAreThoseOfTheForwardPassAlthoughGarbageWasCollectedSince(Kind kind) {
        PyTorch.engine();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Shape shape = new Shape(3, 16, 9, 9);
            Attention block = block(kind, manager, shape);
            NDArray values = manager.randomUniform(0, 1, shape);

            float[] expected = gradient(block, values, () -> {});
            float[] afterCollection = gradient(block, values, AttentionMemoryTest::collectGarbage);

            assertThat(afterCollection).isEqualTo(expected);
        }
    }

    private static float[] gradient(Attention block, NDArray values, Runnable betweenThePasses) {
        try (NDManager manager = values.getManager().newSubManager()) {
            NDArray features = values.duplicate();
            features.attach(manager);
            features.setRequiresGradient(true);
            ParameterStore parameters = new ParameterStore(manager, false);
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                NDArray output = block.forward(parameters, new NDList(features), true).head();
                betweenThePasses.run();
                collector.backward(output.square().sum());
            }
            return features.getGradient().toFloatArray();
        }
    }

    /** Frees what nobody refers to any more, and writes over it. */
    private static void collectGarbage() {
        List<ByteBuffer> buffers = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            System.gc();
            for (int n = 0; n < 1000; n++) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(Float.BYTES);
                buffer.order(ByteOrder.nativeOrder()).putFloat(0, Float.NaN);
                buffers.add(buffer);
            }
        }
        assertThat(buffers).hasSize(4000);
    }
}
