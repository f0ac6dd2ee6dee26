package io.ctattention.quarkus.deployment;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import io.ctattention.audit.Audit;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.comparison.Comparison;
import io.ctattention.comparison.ComparisonListener;
import io.ctattention.comparison.ComparisonPlan;
import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.Provenance;
import io.ctattention.dataset.ManifestWriter;
import io.ctattention.dataset.Partition;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.evaluation.EvaluationOptions;
import io.ctattention.evaluation.EvaluationReport;
import io.ctattention.evaluation.ModelEvaluator;
import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.ClassActivationMap;
import io.ctattention.explanation.Explanation;
import io.ctattention.explanation.Layer;
import io.ctattention.explanation.Overlay;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelException;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.ModelImport;
import io.ctattention.model.SliceReader;
import io.ctattention.model.SliceReader.ReadSlice;
import io.ctattention.model.SliceResult;
import io.ctattention.model.SliceSource;
import io.ctattention.model.WeightFile;
import io.ctattention.phantom.PhantomSlices;
import io.ctattention.training.Training;
import io.ctattention.training.TrainingListener;
import io.ctattention.training.TrainingPlan;
import io.ctattention.training.TrainingResult;
import io.ctattention.training.recipe.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Audits, trains, resumes, saves, loads, classifies, explains, evaluates, exports, imports and
 * fails: what an application may ask of this library, in a process of its own whose look-ups are
 * traced.
 */
final class FullPass {

    private static final NetworkSpec NETWORK = NetworkSpec.paper(AttentionSpec.CBAM, 32, 2);
    private static final PartitionOptions PARTITION = PartitionOptions.of(Protocol.SPLIT, 1);

    private final Path folder;
    private final SliceSet slices;

    private FullPass(Path folder) throws IOException {
        this.folder = folder;
        Path written = folder.resolve("slices");
        new PhantomSlices(1).write(written, PhantomSlices.LEAST);
        slices = SliceSetReader.read(written, ReadOptions.defaults());
    }

    /** Takes one argument, an empty folder. */
    public static void main(String[] arguments) throws Exception {
        FullPass pass = new FullPass(Path.of(arguments[0]));
        pass.audit();
        pass.train(1, false);
        Path model = pass.train(2, true).best();
        pass.classifyPlainly(model);
        pass.serve(model);
        try (CtModel loaded = ModelFolder.load(model, Device.cpu())) {
            pass.explain(loaded);
            pass.evaluate(loaded);
            pass.exportAndImport(loaded);
        }
        pass.compare();
        pass.fail(model);
    }

    private void audit() throws IOException {
        Partition partition = Partition.of(slices, PARTITION);
        String report = Audit.of(slices, partition).toJson();
        require(report.contains("slices"), report);
        ManifestWriter.write(folder.resolve("split.csv"), slices, partition);
    }

    private TrainingResult train(int epochs, boolean resume) throws IOException {
        TrainingPlan plan =
                TrainingPlan.builder()
                        .setNetwork(NETWORK)
                        .setSlices(slices)
                        .setPartition(PARTITION)
                        .optRecipe(TrainingRecipe.PAPER.withEpochs(epochs))
                        .setOutput(folder.resolve("run"))
                        .optResume(resume)
                        .build();
        TrainingResult result = Training.train(plan, TrainingListener.NONE, () -> false);
        Training.resumable(plan.output()).orElseThrow();
        return result;
    }

    private void compare() throws IOException {
        ComparisonPlan plan =
                ComparisonPlan.builder()
                        .setNetworks(List.of(NetworkSpec.paper(AttentionSpec.NONE, 32, 2), NETWORK))
                        .setSlices(slices)
                        .optProtocol(Protocol.SPLIT)
                        .optRepeats(1)
                        .optRecipe(TrainingRecipe.PAPER.withEpochs(1))
                        .setOutput(folder.resolve("comparison"))
                        .build();
        ComparisonReport report =
                Comparison.run(
                                plan,
                                new Provenance("phantoms", null),
                                ComparisonListener.NONE,
                                () -> false)
                        .orElseThrow();
        String page = Files.readString(plan.output().resolve("comparison.html"));
        require(page.contains("scroll-margin-top"), report.toText());
    }

    private List<Path> pngAndJpeg() throws IOException {
        Path png = slices.slices().get(0).file();
        Path jpeg = folder.resolve("slice.jpg");
        ImageIO.write(ImageIO.read(png.toFile()), "jpg", jpeg.toFile());
        return List.of(png, jpeg);
    }

    private void classifyPlainly(Path model) throws Exception {
        Criteria<Image, Classifications> criteria =
                Criteria.builder()
                        .setTypes(Image.class, Classifications.class)
                        .optModelPath(model)
                        .build();
        try (ZooModel<Image, Classifications> zoo = criteria.loadModel();
                Predictor<Image, Classifications> predictor = zoo.newPredictor()) {
            for (Path file : pngAndJpeg()) {
                Classifications answer =
                        predictor.predict(ImageFactory.getInstance().fromFile(file));
                require(answer.toJson().contains("COVID"), answer);
            }
        }
    }

    private void serve(Path model) throws Exception {
        Criteria<Input, Output> criteria =
                Criteria.builder().setTypes(Input.class, Output.class).optModelPath(model).build();
        try (ZooModel<Input, Output> zoo = criteria.loadModel();
                Predictor<Input, Output> predictor = zoo.newPredictor()) {
            Input request = new Input();
            request.add(Files.readAllBytes(pngAndJpeg().get(0)));
            String answer = predictor.predict(request).getData().getAsString();
            require(answer.contains("probability"), answer);
        }
    }

    private void explain(CtModel model) throws IOException {
        List<SliceSource> sources = pngAndJpeg().stream().map(SliceSource::of).toList();
        List<ReadSlice> read = SliceResult.values(new SliceReader(NETWORK, true).read(sources));
        require(read.size() == sources.size(), "a slice cannot be read");
        for (Layer layer : Layer.values()) {
            for (CamMethod method : CamMethod.values()) {
                explain(model, read, new CamTarget(null, layer, method));
            }
        }
    }

    private void explain(CtModel model, List<ReadSlice> read, CamTarget target) throws IOException {
        List<Explanation> explanations = ClassActivationMap.explain(model, read, target);
        for (int i = 0; i < explanations.size(); i++) {
            Explanation explanation = explanations.get(i);
            require(explanation.toJson().contains("heatMap"), explanation.toJson());
            String name = target.layer() + "-" + target.method() + "-" + i;
            Overlay.write(read.get(i).image(), explanation, folder.resolve(name + ".png"));
            explanation.heatMap().writePng(folder.resolve(name + "-map.png"));
        }
    }

    private void evaluate(CtModel model) throws IOException {
        EvaluationReport report =
                ModelEvaluator.evaluate(
                        model,
                        slices,
                        slices.slices(),
                        List.of(),
                        new EvaluationOptions(50, 1),
                        done -> {});
        require(report.toText().contains("F1"), report.toText());
        require(report.toJson().contains("predictions"), report.toJson());
        report.writeCsv(folder.resolve("report.csv"));
    }

    private void exportAndImport(CtModel model) throws IOException {
        for (String name : List.of("weights.npz", "weights.safetensors")) {
            Path file = folder.resolve(name);
            WeightFile.write(model.network(), file);
            ModelCard card =
                    ModelImport.run(
                            file,
                            NETWORK,
                            model.card().classes(),
                            model.card().positiveClass(),
                            folder.resolve(name + "-imported"));
            require(card.toJson().contains("parametersSha256"), card.toJson());
        }
    }

    private void fail(Path model) throws IOException {
        List<String> messages = new ArrayList<>();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            manager.ones(new Shape(2, 3)).matMul(manager.ones(new Shape(2, 3)));
        } catch (EngineException e) {
            messages.add(e.getMessage());
        }
        Path parameters = model.resolve(ModelFolder.PARAMETERS);
        byte[] bytes = Files.readAllBytes(parameters);
        bytes[bytes.length / 2] ^= 1;
        Files.write(parameters, bytes);
        try (CtModel damaged = ModelFolder.load(model, Device.cpu())) {
            require(false, damaged);
        } catch (ModelException e) {
            messages.add(e.getMessage());
        }
        require(messages.size() == 2, messages);
    }

    private static void require(boolean holds, Object found) {
        if (!holds) {
            throw new IllegalStateException("Unexpected: " + found);
        }
    }
}
