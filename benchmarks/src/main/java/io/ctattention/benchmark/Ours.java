package io.ctattention.benchmark;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.Utils;
import io.ctattention.dataset.SliceSet;
import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.ClassActivationMap;
import io.ctattention.explanation.Layer;
import io.ctattention.model.CtModel;
import io.ctattention.model.Devices;
import io.ctattention.model.Inference;
import io.ctattention.model.PyTorch;
import io.ctattention.training.EpochRecord;
import io.ctattention.training.Training;
import io.ctattention.training.TrainingListener;
import io.ctattention.training.TrainingPlan;
import io.ctattention.training.recipe.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Training, predictions and explanations through the library's public API. */
final class Ours {

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
        Device device = Devices.of(peer.device());
        int size = TimingSlices.size(peer.folder());
        SliceSet slices = TimingSlices.read(peer.folder());
        Path run = Files.createTempDirectory("ct-attention-benchmark");
        try {
            TrainingPlan plan =
                    TrainingPlan.builder()
                            .setNetwork(Networks.spec(peer.network(), size))
                            .setSlices(slices)
                            .setPartition(TimingSlices.partition(slices))
                            .optRecipe(TrainingRecipe.PAPER.withEpochs(peer.count() + 1))
                            .optDevice(device)
                            .setOutput(run.resolve("run"))
                            .build();
            Training.train(plan, new EpochTimes(peer, device, size), () -> false);
        } finally {
            Utils.deleteQuietly(run);
        }
        Measurement.value(peer.name(), peer.network(), "peak", Usage.peakMebibytes()).print();
    }

    /**
     * Prints the seconds from each epoch's begin to the end of its last step, on a GPU, too: no
     * validation, no checkpoint.
     */
    private static final class EpochTimes implements TrainingListener {

        private final Peer peer;
        private final Device device;
        private final int size;
        private Stopwatch watch;

        EpochTimes(Peer peer, Device device, int size) {
            this.peer = peer;
            this.device = device;
            this.size = size;
        }

        @Override
        public void started(TrainingStart start) {
            peer.requireParameters(start.parameters(), size);
            watch = new Stopwatch();
        }

        @Override
        public void batchDone(BatchProgress progress) {
            if (progress.epoch() > 1 && progress.batch() == progress.batches()) {
                await();
                double cpu = watch.cpu();
                Measurement.time(peer.name(), peer.network(), "epoch", watch.seconds(), cpu)
                        .print();
            }
        }

        /** Reading a number waits for all that the device was told to do before. */
        private void await() {
            if (device.isGpu()) {
                try (NDManager manager = NDManager.newBaseManager(device, "PyTorch")) {
                    manager.ones(new Shape(1)).toFloatArray();
                }
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
        int size = TimingSlices.size(peer.folder());
        Device device = Devices.of(peer.device());
        try (CtModel model = Networks.load(peer.network(), size, device)) {
            peer.requireParameters(model.network().parameterCount(), size);
            for (int slices : peer.batches()) {
                Stopwatch.medians(
                                works(model, repeated(all, slices * size * size), slices),
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

    private static float[] repeated(float[] pixels, int length) {
        float[] batch = new float[length];
        for (int i = 0; i < length; i += pixels.length) {
            System.arraycopy(pixels, 0, batch, i, Math.min(pixels.length, length - i));
        }
        return batch;
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
                        String.format(Locale.ROOT, "explain-%d-%s", slices, layer.id()),
                        () ->
                                ClassActivationMap.explain(
                                        model, pixels, CamTarget.PREDICTION.at(layer)));
            }
        }
        return works;
    }
}
