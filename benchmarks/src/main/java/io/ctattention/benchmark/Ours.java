package io.ctattention.benchmark;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.util.Utils;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.StoreOptions;
import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.ClassActivationMap;
import io.ctattention.explanation.Layer;
import io.ctattention.model.CtModel;
import io.ctattention.model.Inference;
import io.ctattention.model.PyTorch;
import io.ctattention.training.EpochRecord;
import io.ctattention.training.Training;
import io.ctattention.training.TrainingListener;
import io.ctattention.training.TrainingPlan;
import io.ctattention.training.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Training, predictions and explanations through the library's public API. */
final class Ours {

    private static final int AREA = Peer.SIZE * Peer.SIZE;

    private Ours() {}

    public static void main(String[] args) throws IOException {
        Peer peer = Peer.of(args);
        Engine engine = PyTorch.engine();
        peer.printVersions(engine);
        if (peer.trains()) {
            train(peer);
        } else {
            predict(peer);
        }
    }

    private static void train(Peer peer) throws IOException {
        SliceSet slices = TimingSlices.read(peer.folder());
        Path run = Files.createTempDirectory("ct-attention-benchmark");
        try {
            TrainingPlan plan =
                    new TrainingPlan(
                            Networks.spec(peer.network()),
                            slices,
                            TimingSlices.partition(slices),
                            TrainingRecipe.PAPER.withEpochs(peer.count() + 1),
                            Device.cpu(),
                            StoreOptions.defaults(),
                            run.resolve("run"),
                            false);
            Training.train(plan, new EpochTimes(peer), () -> false);
        } finally {
            Utils.deleteQuietly(run);
        }
        Measurement.value(peer.name(), peer.network(), "peak", Usage.peakMebibytes()).print();
    }

    /**
     * Prints the seconds from each epoch's begin to its last step: no validation, no checkpoint.
     */
    private static final class EpochTimes implements TrainingListener {

        private final Peer peer;
        private Stopwatch watch;

        EpochTimes(Peer peer) {
            this.peer = peer;
        }

        @Override
        public void started(TrainingStart start) {
            peer.requireParameters(start.parameters());
            watch = new Stopwatch();
        }

        @Override
        public void batchDone(BatchProgress progress) {
            if (progress.epoch() > 1 && progress.batch() == progress.batches()) {
                double cpu = watch.cpu();
                Measurement.time(peer.name(), peer.network(), "epoch", watch.seconds(), cpu)
                        .print();
            }
        }

        @Override
        public void epochDone(EpochRecord epoch, boolean best) {
            if (epoch.epoch() == peer.count() + 1) {
                Measurement.value(peer.name(), peer.network(), "loss", epoch.trainLoss()).print();
            }
            watch = new Stopwatch();
        }
    }

    private static void predict(Peer peer) throws IOException {
        float[] all = TimingSlices.pixels(peer.folder());
        try (CtModel model = Networks.load(peer.network())) {
            peer.requireParameters(model.network().parameterCount());
            for (int slices : new int[] {1, Peer.PREDICTED}) {
                Stopwatch.medians(
                                works(model, Arrays.copyOf(all, slices * AREA), slices),
                                Peer.warmUps(slices),
                                peer.count())
                        .forEach(
                                (what, seconds) ->
                                        Measurement.time(
                                                        peer.name(),
                                                        peer.network(),
                                                        what,
                                                        seconds,
                                                        null)
                                                .print());
            }
        }
    }

    private static Map<String, Runnable> works(CtModel model, float[] pixels, int slices) {
        Map<String, Runnable> works = new LinkedHashMap<>();
        works.put(
                "predict-" + slices,
                () ->
                        Inference.probabilities(
                                model.model().getNDManager(), model.network(), pixels));
        for (Layer layer : Layer.values()) {
            if (layer == Layer.CONV || model.network().spec().endsWithAttention()) {
                works.put(
                        String.format(Locale.ROOT, "explain-%d-%s", slices, layer.word()),
                        () ->
                                ClassActivationMap.explain(
                                        model, pixels, null, layer, CamMethod.GRADCAM));
            }
        }
        return works;
    }
}
