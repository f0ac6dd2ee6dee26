package io.ctattention.quarkus.runtime.training;

import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.evaluation.EvaluationOptions;
import io.ctattention.evaluation.EvaluationReport;
import io.ctattention.evaluation.F1Score;
import io.ctattention.evaluation.ModelEvaluator;
import io.ctattention.evaluation.ScoredSlices;
import io.ctattention.model.CtModel;
import io.ctattention.model.Devices;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelFolder;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.F1Evaluator;
import io.ctattention.quarkus.runtime.EngineDevices;
import io.ctattention.quarkus.runtime.LoadedClassifier;
import io.ctattention.quarkus.runtime.LoadedModel;
import io.ctattention.quarkus.runtime.ModelSource;
import io.ctattention.quarkus.runtime.device.DeviceFailures;
import io.ctattention.quarkus.runtime.telemetry.CallObserver.Call;
import io.ctattention.quarkus.runtime.telemetry.Calls;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Measures models on data sets. */
@DefaultBean
@Singleton
public class SliceSetEvaluator implements F1Evaluator {

    /** Stands for a model that is no configured one; its path would be another word each time. */
    private static final String FOLDER = "folder";

    private final EngineDevices devices;
    private final Calls calls;
    private final DeviceFailures failures;

    SliceSetEvaluator(EngineDevices devices, Calls calls, DeviceFailures failures) {
        this.devices = devices;
        this.calls = calls;
        this.failures = failures;
    }

    @Override
    public EvaluationReport evaluate(CtClassifier model, SliceSet data, String part) {
        ModelSource source = source(model);
        try {
            return now(source.name(), data, () -> evaluate(source, data, part));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public EvaluationReport evaluate(CtClassifier model, Path data) throws IOException {
        ModelCard card = model.card();
        ReadOptions order = ReadOptions.ofModel(card.positiveClass(), card.classes());
        return evaluate(model, Trainings.slices(data, order), null);
    }

    @Override
    public EvaluationReport evaluate(Path model, SliceSet data, String part) throws IOException {
        return now(
                FOLDER,
                data,
                () -> {
                    try (CtModel loaded = ModelFolder.load(model, devices.of(Optional.empty()))) {
                        return evaluate(loaded, data, part);
                    }
                });
    }

    @Override
    public Uni<EvaluationReport> evaluateAsync(CtClassifier model, SliceSet data) {
        ModelSource source = source(model);
        return calls.later(
                call(source.name(), data),
                report -> report.errors().size(),
                () -> evaluate(source, data, null));
    }

    private EvaluationReport now(String model, SliceSet data, Callable<EvaluationReport> work)
            throws IOException {
        return calls.nowWithFiles(call(model, data), report -> report.errors().size(), work);
    }

    private static Call call(String model, SliceSet data) {
        return new Call("evaluate", model, data.slices().size());
    }

    private static ModelSource source(CtClassifier model) {
        if (ClientProxy.unwrap(model) instanceof LoadedClassifier classifier) {
            return classifier.source();
        }
        throw new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "The classifier is a %s; an injected one is needed",
                        model.getClass().getName()));
    }

    private EvaluationReport evaluate(ModelSource source, SliceSet data, String part) {
        LoadedModel model = source.enter();
        try {
            return evaluate(model.model(), data, part);
        } finally {
            model.exit();
        }
    }

    private EvaluationReport evaluate(CtModel model, SliceSet data, String part) {
        ScoredSlices scored = ScoredSlices.of(model.card(), data, part);
        return failures.watch(
                Devices.id(model.model().getNDManager().getDevice()),
                () ->
                        ModelEvaluator.evaluate(
                                model,
                                data,
                                scored.slices(),
                                scored.notes(),
                                EvaluationOptions.DEFAULT,
                                done -> {}));
    }

    @Override
    public F1Score forTrainer(List<String> classes, String positiveClass) {
        int index = classes.indexOf(positiveClass);
        if (index < 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The positive class %s is not one of the classes %s",
                            positiveClass,
                            String.join(", ", classes)));
        }
        return F1Score.ofClass("F1 " + positiveClass, index);
    }
}
