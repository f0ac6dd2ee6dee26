package io.ctattention.benchmark.bytedeco;

import static org.bytedeco.pytorch.global.torch.adaptive_avg_pool2d;
import static org.bytedeco.pytorch.global.torch.adaptive_max_pool2d;
import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.cross_entropy;
import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.tensor;
import static org.bytedeco.pytorch.global.torch.xavier_uniform_;
import static org.bytedeco.pytorch.global.torch.zeros_;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * The paper's training and its predictions on Bytedeco's binding of PyTorch. Arguments: NAME
 * NETWORK WHAT FOLDER COUNT; prints a JSON object a line.
 */
final class BytedecoTrain {

    private static final int BATCH = 34;
    private static final int SIZE = 180;
    private static final int AREA = SIZE * SIZE;
    private static final int WARM_UP_SLICES = 320;
    private static final Map<String, Long> PARAMETERS =
            Map.of("baseline", 6_941_890L, "cbam", 6_943_506L);
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final String name;
    private final String kind;
    private final float[] pixels;
    private final byte[] labels;
    private final Network network;

    private BytedecoTrain(String name, String kind, Path folder) throws IOException {
        this.name = name;
        this.kind = kind;
        FloatBuffer floats =
                ByteBuffer.wrap(Files.readAllBytes(folder.resolve("slices.f32")))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer();
        pixels = new float[floats.remaining()];
        floats.get(pixels);
        labels = Files.readAllBytes(folder.resolve("labels.u8"));
        manual_seed(1);
        network = new Network(kind.equals("cbam"));
    }

    public static void main(String[] args) throws IOException {
        BytedecoTrain program = new BytedecoTrain(args[0], args[1], Path.of(args[3]));
        int count = Integer.parseInt(args[4]);
        String version = Module.class.getPackage().getImplementationVersion();
        String versions = "\"text\":\"org.bytedeco:pytorch %s\"";
        program.emit(
                "versions",
                String.format(Locale.ROOT, versions, version == null ? "2.7.1" : version));
        program.initialize();
        if (args[2].equals("train")) {
            program.train(count);
        } else {
            program.predict(count);
        }
    }

    private void emit(String what, String field) {
        System.out.printf(
                Locale.ROOT,
                "{\"name\":\"%s\",\"network\":\"%s\",\"what\":\"%s\",%s}%n",
                name,
                kind,
                what,
                field);
    }

    private void emit(String what, String key, double value) {
        emit(what, String.format(Locale.ROOT, "\"%s\":%s", key, value));
    }

    private void initialize() {
        long count = 0;
        for (Tensor parameter : network.parameters().get()) {
            count += parameter.numel();
            if (parameter.dim() > 1) {
                xavier_uniform_(parameter);
            } else {
                zeros_(parameter);
            }
        }
        if (count != PARAMETERS.get(kind)) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "The network %s has %d parameters, not %d",
                            kind,
                            count,
                            PARAMETERS.get(kind)));
        }
        emit("parameters", "value", count);
    }

    private void train(int epochs) throws IOException {
        AdamOptions options = new AdamOptions(0.001);
        options.eps().put(1e-7);
        Adam adam = new Adam(network.parameters(), options);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            order.add(i);
        }
        Random random = new Random(1);
        double loss = 0;
        for (int epoch = 0; epoch <= epochs; epoch++) {
            long wall = System.nanoTime();
            long cpu = SYSTEM.getProcessCpuTime();
            Collections.shuffle(order, random);
            double sum = 0;
            for (int from = 0; from < order.size(); from += BATCH) {
                List<Integer> batch = order.subList(from, Math.min(order.size(), from + BATCH));
                sum += batch.size() * step(adam, batch);
            }
            loss = sum / order.size();
            if (epoch > 0) {
                emit(
                        "epoch",
                        String.format(
                                Locale.ROOT,
                                "\"seconds\":%s,\"cpu\":%s",
                                (System.nanoTime() - wall) / 1e9,
                                (SYSTEM.getProcessCpuTime() - cpu) / 1e9));
            }
        }
        emit("loss", "value", loss);
        emit("peak", "value", peakMebibytes());
    }

    private double step(Adam adam, List<Integer> batch) {
        try (PointerScope scope = new PointerScope()) {
            long[] truth = batch.stream().mapToLong(index -> labels[index]).toArray();
            Tensor images = images(batch.stream().mapToInt(index -> index).toArray());
            adam.zero_grad();
            Tensor loss = cross_entropy(network.forward(images), tensor(truth));
            loss.backward();
            adam.step();
            return loss.item_float();
        }
    }

    private Tensor images(int... indices) {
        float[] input = new float[indices.length * 3 * AREA];
        for (int i = 0; i < indices.length; i++) {
            for (int channel = 0; channel < 3; channel++) {
                System.arraycopy(pixels, indices[i] * AREA, input, (i * 3 + channel) * AREA, AREA);
            }
        }
        return from_blob(new FloatPointer(input), indices.length, 3, SIZE, SIZE);
    }

    private void predict(int repetitions) {
        network.eval();
        try (NoGradGuard guard = new NoGradGuard()) {
            for (int slices : new int[] {1, 32}) {
                double[] seconds = new double[repetitions];
                for (int i = -WARM_UP_SLICES / slices; i < repetitions; i++) {
                    long start = System.nanoTime();
                    predictFirst(slices);
                    if (i >= 0) {
                        seconds[i] = (System.nanoTime() - start) / 1e9;
                    }
                }
                Arrays.sort(seconds);
                emit("predict-" + slices, "seconds", seconds[repetitions / 2]);
            }
        }
    }

    private float[] predictFirst(int slices) {
        try (PointerScope scope = new PointerScope()) {
            int[] indices = new int[slices];
            Arrays.setAll(indices, i -> i);
            FloatPointer values = network.forward(images(indices)).softmax(1).data_ptr_float();
            float[] probabilities = new float[2 * slices];
            values.get(probabilities);
            return probabilities;
        }
    }

    private static double peakMebibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static final class Network extends Module {

        private static final int[] FILTERS = {32, 64, 64};

        private final List<Conv2dImpl> convolutions = new ArrayList<>();
        private final List<Cbam> attentions = new ArrayList<>();
        private final LinearImpl dense1;
        private final LinearImpl dense2;

        Network(boolean cbam) {
            int channels = 3;
            for (int filters : FILTERS) {
                String k = String.valueOf(convolutions.size() + 1);
                convolutions.add(
                        register_module(
                                "conv" + k,
                                new Conv2dImpl(channels, filters, new LongPointer(3, 3))));
                if (cbam) {
                    attentions.add(register_module("attention" + k, new Cbam(filters)));
                }
                channels = filters;
            }
            dense1 = register_module("dense1", new LinearImpl(64 * 41 * 41, 64));
            dense2 = register_module("dense2", new LinearImpl(64, 2));
        }

        Tensor forward(Tensor input) {
            Tensor x = input;
            for (int k = 0; k < FILTERS.length; k++) {
                x = convolutions.get(k).forward(x).relu();
                if (!attentions.isEmpty()) {
                    x = attentions.get(k).forward(x);
                }
                if (k < FILTERS.length - 1) {
                    x = max_pool2d(x, 2, 2);
                }
            }
            return dense2.forward(dense1.forward(x.flatten(1, -1)).relu());
        }
    }

    private static final class Cbam extends Module {

        private final LinearImpl fc1;
        private final LinearImpl fc2;
        private final Conv2dImpl conv;

        Cbam(int channels) {
            fc1 = register_module("fc1", new LinearImpl(channels, channels / 16));
            fc2 = register_module("fc2", new LinearImpl(channels / 16, channels));
            Conv2dOptions options = new Conv2dOptions(2, 1, new LongPointer(7, 7));
            options.padding().put(new LongPointer(3, 3));
            options.bias().put(false);
            conv = register_module("conv", new Conv2dImpl(options));
        }

        Tensor forward(Tensor features) {
            Tensor sum =
                    mlp(adaptive_avg_pool2d(features, 1, 1))
                            .add(mlp(adaptive_max_pool2d(features, 1, 1).get0()));
            Tensor gated = features.mul(sum.sigmoid().unsqueeze(2).unsqueeze(3));
            Tensor mean = gated.mean(new long[] {1}, true, new ScalarTypeOptional());
            Tensor maximum = gated.amax(new long[] {1}, true);
            Tensor maps = cat(new TensorVector(mean, maximum), 1);
            return gated.mul(conv.forward(maps).sigmoid());
        }

        private Tensor mlp(Tensor pooled) {
            return fc2.forward(fc1.forward(pooled.flatten(1, -1)).relu());
        }
    }
}
