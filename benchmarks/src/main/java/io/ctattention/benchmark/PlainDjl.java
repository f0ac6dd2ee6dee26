package io.ctattention.benchmark;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The paper's training and its predictions in plain DJL, without a class of ours in the network.
 */
final class PlainDjl {

    private static final int AREA = Peer.SIZE * Peer.SIZE;

    private final Peer peer;
    private final float[] pixels;
    private final byte[] labels;

    private PlainDjl(Peer peer) throws IOException {
        this.peer = peer;
        pixels = TimingSlices.pixels(peer.folder());
        labels = TimingSlices.labels(peer.folder());
    }

    public static void main(String[] args) throws Exception {
        Peer peer = Peer.of(args);
        Engine engine = Engine.getEngine("PyTorch");
        peer.printVersions(engine);
        PlainDjl plain = new PlainDjl(peer);
        try (Model model = Model.newInstance("plain", "PyTorch");
                Trainer trainer = trainer(model, peer.network())) {
            peer.requireParameters(PlainNetwork.parameterCount(model.getBlock()), Peer.SIZE);
            if (peer.trains()) {
                plain.train(trainer);
            } else {
                plain.predict(model);
            }
        }
    }

    private static Trainer trainer(Model model, String network) {
        model.setBlock(PlainNetwork.of(network));
        TrainingConfig config =
                new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                        .optOptimizer(
                                Adam.builder()
                                        .optLearningRateTracker(Tracker.fixed(0.001f))
                                        .optEpsilon(1e-7f)
                                        .build())
                        .optInitializer(
                                new XavierInitializer(RandomType.UNIFORM, FactorType.AVG, 3),
                                Parameter.Type.WEIGHT);
        Trainer trainer = model.newTrainer(config);
        trainer.initialize(new Shape(Peer.BATCH, 3, Peer.SIZE, Peer.SIZE));
        return trainer;
    }

    private void train(Trainer trainer) throws IOException {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            order.add(i);
        }
        Random random = new Random(1);
        double loss = 0;
        for (int epoch = 0; epoch <= peer.count(); epoch++) {
            Stopwatch watch = new Stopwatch();
            Collections.shuffle(order, random);
            double sum = 0;
            for (int from = 0; from < order.size(); from += Peer.BATCH) {
                List<Integer> batch =
                        order.subList(from, Math.min(order.size(), from + Peer.BATCH));
                sum += batch.size() * step(trainer, batch);
            }
            loss = sum / order.size();
            if (epoch > 0) {
                Measurement.time(peer.name(), peer.network(), "epoch", watch.seconds(), watch.cpu())
                        .print();
            }
        }
        Measurement.value(peer.name(), peer.network(), "loss", loss).print();
        Measurement.value(peer.name(), peer.network(), "peak", Usage.peakMebibytes()).print();
    }

    private float step(Trainer trainer, List<Integer> batch) {
        try (NDManager manager = trainer.getManager().newSubManager()) {
            float[] input = new float[batch.size() * 3 * AREA];
            int[] truth = new int[batch.size()];
            for (int i = 0; i < truth.length; i++) {
                int index = batch.get(i);
                truth[i] = labels[index];
                for (int channel = 0; channel < 3; channel++) {
                    System.arraycopy(pixels, index * AREA, input, (i * 3 + channel) * AREA, AREA);
                }
            }
            NDArray images =
                    manager.create(input, new Shape(truth.length, 3, Peer.SIZE, Peer.SIZE));
            NDList target = new NDList(manager.create(truth));
            float value;
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDList predictions = trainer.forward(new NDList(images));
                NDArray loss = trainer.getLoss().evaluate(target, predictions);
                collector.backward(loss);
                value = loss.getFloat();
            }
            trainer.step();
            return value;
        }
    }

    private void predict(Model model) {
        try (Predictor<float[], float[]> predictor = model.newPredictor(new GreyLevels())) {
            for (int count : new int[] {1, Peer.PREDICTED}) {
                List<float[]> slices = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    slices.add(Arrays.copyOfRange(pixels, i * AREA, (i + 1) * AREA));
                }
                String what = "predict-" + count;
                Map<String, Runnable> work = Map.of(what, () -> predict(predictor, slices));
                double seconds =
                        Stopwatch.medians(work, Peer.warmUps(count), peer.count()).get(what);
                Measurement.time(peer.name(), peer.network(), what, seconds, null).print();
            }
        }
    }

    private static void predict(Predictor<float[], float[]> predictor, List<float[]> slices) {
        try {
            predictor.batchPredict(slices);
        } catch (TranslateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Grey levels of a slice to the probabilities of its classes. */
    private static final class GreyLevels implements Translator<float[], float[]> {

        @Override
        public NDList processInput(TranslatorContext context, float[] slice) {
            NDArray grey = context.getNDManager().create(slice, new Shape(1, Peer.SIZE, Peer.SIZE));
            return new NDList(grey.repeat(0, 3));
        }

        @Override
        public float[] processOutput(TranslatorContext context, NDList logits) {
            return logits.singletonOrThrow().softmax(0).toFloatArray();
        }
    }
}
