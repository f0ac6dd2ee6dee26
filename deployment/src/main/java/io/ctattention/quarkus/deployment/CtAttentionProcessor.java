package io.ctattention.quarkus.deployment;

import io.ctattention.explanation.GradCamTranslator;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.GradCamExplainer;
import io.ctattention.quarkus.ModelName;
import io.ctattention.quarkus.runtime.CtAttentionRecorder;
import io.ctattention.quarkus.runtime.EngineDevices;
import io.ctattention.quarkus.runtime.LeasedModels;
import io.ctattention.quarkus.runtime.LoadedModels;
import io.ctattention.quarkus.runtime.ModelDemand;
import io.ctattention.quarkus.runtime.ModelReloader;
import io.ctattention.quarkus.runtime.ZooModelBean;
import io.ctattention.quarkus.runtime.device.DeviceFailures;
import io.ctattention.quarkus.runtime.telemetry.Calls;
import io.ctattention.quarkus.runtime.training.RunComparer;
import io.ctattention.quarkus.runtime.training.RunTrainer;
import io.ctattention.quarkus.runtime.training.SliceSetEvaluator;
import io.ctattention.quarkus.runtime.training.Trainings;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem.ExtendedBeanConfigurator;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.LogCategoryBuildItem;
import io.quarkus.deployment.builditem.ModuleEnableNativeAccessBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassType;
import org.jboss.jandex.DotName;

/** Creates the beans of each model, and loads the models when the application starts. */
class CtAttentionProcessor {

    static final String FEATURE = "ct-attention";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    /** DJL warns of what is either normal or an exception, too: of a CUDA without a GPU, say. */
    @BuildStep
    LogCategoryBuildItem quietDjl() {
        return new LogCategoryBuildItem("ai.djl", Level.SEVERE);
    }

    /** The engine loads libraries, of which JDK 24 and later warn. */
    @BuildStep
    ModuleEnableNativeAccessBuildItem nativeAccess() {
        return new ModuleEnableNativeAccessBuildItem("ai.djl.pytorch_engine");
    }

    @BuildStep
    AdditionalBeanBuildItem beans() {
        return AdditionalBeanBuildItem.builder()
                .addBeanClasses(
                        ModelName.class,
                        Calls.class,
                        DeviceFailures.class,
                        EngineDevices.class,
                        LeasedModels.class,
                        ModelReloader.class,
                        RunComparer.class,
                        RunTrainer.class,
                        SliceSetEvaluator.class,
                        Trainings.class)
                .build();
    }

    @BuildStep
    AdditionalBeanBuildItem models() {
        return AdditionalBeanBuildItem.unremovableOf(LoadedModels.class);
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void modelBeans(
            ModelNamesBuildItem names,
            CtAttentionRecorder recorder,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        for (String name : names.names()) {
            beans.produce(bean(CtClassifier.class, name, recorder.classifier(name)));
            beans.produce(bean(GradCamExplainer.class, name, recorder.explainer(name)));
            beans.produce(bean(GradCamTranslator.class, name, recorder.translator(name)));
            beans.produce(
                    configurator(ZooModelBean.class, name)
                            .types(InjectionPoints.ZOO_MODEL)
                            .createWith(recorder.zooModel(name))
                            .done());
        }
    }

    private static <T> SyntheticBeanBuildItem bean(
            Class<T> type, String name, Function<SyntheticCreationalContext<T>, T> create) {
        return configurator(type, name).addType(type).createWith(create).done();
    }

    private static ExtendedBeanConfigurator configurator(Class<?> type, String name) {
        ExtendedBeanConfigurator configurator =
                SyntheticBeanBuildItem.configure(type)
                        .scope(Singleton.class)
                        .defaultBean()
                        .setRuntimeInit()
                        .addInjectionPoint(ClassType.create(LoadedModels.class))
                        .addInjectionPoint(ClassType.create(Calls.class))
                        .addQualifier(
                                AnnotationInstance.builder(ModelName.class).value(name).build());
        return name.equals(ModelName.DEFAULT)
                ? configurator.addQualifier(DotName.createSimple(Default.class))
                : configurator;
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    ServiceStartBuildItem load(
            ValidationPhaseBuildItem validation,
            BeanContainerBuildItem container,
            CtAttentionRecorder recorder) {
        List<ModelDemand> demands =
                InjectionPoints.demands(validation.getContext().getInjectionPoints());
        recorder.load(container.getValue(), demands);
        return new ServiceStartBuildItem(FEATURE);
    }
}
