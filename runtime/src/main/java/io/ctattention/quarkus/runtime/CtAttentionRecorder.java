package io.ctattention.quarkus.runtime;

import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.GradCamTranslator;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.GradCamExplainer;
import io.ctattention.quarkus.runtime.telemetry.Calls;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.arc.runtime.BeanContainer;
import io.quarkus.runtime.annotations.Recorder;
import java.util.List;
import java.util.function.Function;

/** Hands out what makes the beans of a model; {@link LoadedModels} does the work. */
@Recorder
public class CtAttentionRecorder {

    /** Loads the models, and fails where a demand is not met. */
    public void load(BeanContainer container, List<ModelDemand> demands) {
        container.beanInstance(LoadedModels.class).load(demands);
    }

    public Function<SyntheticCreationalContext<CtClassifier>, CtClassifier> classifier(
            String name) {
        return context -> new LoadedClassifier(slot(context, name), calls(context));
    }

    public Function<SyntheticCreationalContext<GradCamExplainer>, GradCamExplainer> explainer(
            String name) {
        return context -> new LoadedExplainer(slot(context, name), calls(context));
    }

    public Function<SyntheticCreationalContext<GradCamTranslator>, GradCamTranslator> translator(
            String name) {
        return context -> new GradCamTranslator(slot(context, name).card(), CamTarget.PREDICTION);
    }

    public Function<SyntheticCreationalContext<ZooModelBean>, ZooModelBean> zooModel(String name) {
        return context -> slot(context, name).lend();
    }

    private static ModelSlot slot(SyntheticCreationalContext<?> context, String name) {
        return context.getInjectedReference(LoadedModels.class).get(name);
    }

    private static Calls calls(SyntheticCreationalContext<?> context) {
        return context.getInjectedReference(Calls.class);
    }
}
