package io.ctattention.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.ctattention.block.AttentionSpec;
import io.ctattention.block.BaselineCnn;
import io.ctattention.block.NetworkSpec;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import io.ctattention.phantom.PhantomSlices;
import io.ctattention.training.Training;
import io.ctattention.training.TrainingListener;
import io.ctattention.training.TrainingPlan;
import io.ctattention.training.recipe.TrainingRecipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyTest {

    private static final List<String> CLASSES = List.of("NonCOVID", "COVID");
    private static final Gson EVERY_BIT =
            new GsonBuilder().serializeSpecialFloatingPointValues().create();
    private static final int SIDE = 44;
    private static final int THREADS = 16;
    private static final int EXPLAINED = 3;

    @TempDir Path folder;

    @Test
    void sixteenThreadsBesideATrainingExplainAsOneThreadDoes() throws Exception {
        PyTorch.engine();
        Path slices = folder.resolve("slices");
        new PhantomSlices(5).write(slices, 12);
        SliceSet set = SliceSetReader.read(slices, ReadOptions.defaults());
        writeModel(folder.resolve("model"));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
        try (CtModel model = ModelFolder.load(folder.resolve("model"), Device.cpu())) {
            List<Image> images = new ArrayList<>();
            for (var slice : set.slices().subList(0, EXPLAINED)) {
                images.add(ImageFactory.getInstance().fromFile(slice.file()));
            }
            List<String> alone = explainAll(model, images);

            Future<?> training =
                    threads.submit(
                            () -> Training.train(plan(set), TrainingListener.NONE, done::get));
            List<Future<List<String>>> all = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                Callable<List<String>> task = () -> explainAll(model, images);
                all.add(threads.submit(task));
            }
            for (Future<List<String>> future : all) {
                assertThat(future.get()).isEqualTo(alone);
            }
            if (training.isDone()) {
                training.get(); // tells why
            }
            assertThat(training.isDone()).as("the training went on all the time").isFalse();
            done.set(true);
            training.get();
        } finally {
            done.set(true);
            threads.shutdown();
        }
    }

    /** One predictor a thread, as DJL wants it; layers, methods and single slices in turn. */
    private static List<String> explainAll(CtModel model, List<Image> images) throws Exception {
        List<String> explanations = new ArrayList<>();
        for (Layer layer : Layer.values()) {
            for (CamMethod method : CamMethod.values()) {
                GradCamTranslator translator =
                        new GradCamTranslator(model.card(), "COVID", layer, method);
                try (Predictor<Image, Explanation> predictor =
                        model.model().newPredictor(translator)) {
                    for (Image image : images) {
                        explanations.add(EVERY_BIT.toJson(predictor.predict(image)));
                    }
                }
            }
        }
        return explanations;
    }

    private static void writeModel(Path model) throws Exception {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            BaselineCnn network = new BaselineCnn(NetworkSpec.paper(AttentionSpec.CBAM, SIDE, 2));
            network.initialize(manager, DataType.FLOAT32, network.spec().inputShape(1));
            ModelFolder.write(
                    model,
                    network,
                    ModelCard.of(network.spec(), network.parameterCount(), CLASSES, "COVID"));
        }
    }

    private TrainingPlan plan(SliceSet set) {
        return TrainingPlan.builder()
                .setNetwork(NetworkSpec.paper(AttentionSpec.CBAM, SIDE, 2))
                .setSlices(set)
                .setPartition(PartitionOptions.of(Protocol.SPLIT, 1))
                .optRecipe(TrainingRecipe.PAPER.withEpochs(100_000))
                .setOutput(folder.resolve("run"))
                .build();
    }
}
