package io.ctattention.quarkus.deployment;

import ai.djl.engine.EngineProvider;
import ai.djl.modality.Classifications;
import ai.djl.repository.zoo.ZooProvider;
import io.ctattention.comparison.PageWriter;
import io.ctattention.model.NetworkFactory;
import io.ctattention.model.PyTorch;
import io.ctattention.model.SliceTranslatorFactory;
import io.ctattention.training.HistoryPlotter;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.nativeimage.ExcludeConfigBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedPackageBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.deployment.pkg.steps.NativeOrNativeSourcesBuild;
import io.quarkus.maven.dependency.ResolvedDependency;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.slf4j.spi.SLF4JServiceProvider;

/** What a native executable needs beyond what Quarkus and DJL say themselves. */
@SuppressWarnings("deprecation") // of the condition, which Quarkus' own extensions use, too
@BuildSteps(onlyIf = NativeOrNativeSourcesBuild.class)
class NativeImageProcessor {

    /** Without reflection Gson writes a record as {} and cannot read it, nor an enum's names. */
    @BuildStep
    ReflectiveClassBuildItem json(CurateOutcomeBuildItem outcome) {
        List<String> classes =
                ownClasses(outcome).getKnownClasses().stream()
                        .filter(c -> c.isRecord() || c.isEnum())
                        .map(c -> c.name().toString())
                        .toList();
        return ReflectiveClassBuildItem.builder(classes)
                .constructors()
                .methods()
                .fields()
                .reason("ct-attention JSON")
                .build();
    }

    /** The application's index would do, but ArC takes beans from what is in it. */
    private static Index ownClasses(CurateOutcomeBuildItem outcome) {
        Indexer indexer = new Indexer();
        for (ResolvedDependency jar : outcome.getApplicationModel().getRuntimeDependencies()) {
            if (jar.getGroupId().equals("io.ctattention")) {
                jar.getContentTree().walk(visit -> index(visit.getPath(), indexer));
            }
        }
        return indexer.complete();
    }

    private static void index(Path file, Indexer indexer) {
        if (file.toString().endsWith(".class")) {
            try (InputStream in = Files.newInputStream(file)) {
                indexer.index(in);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }
    }

    /** Else {@code Classifications.toJson()} is [{},{}], and safetensors files look damaged. */
    @BuildStep
    ReflectiveClassBuildItem djlJson() {
        return ReflectiveClassBuildItem.builder(
                        Classifications.Classification.class.getName(),
                        "ai.djl.ndarray.NDList$SafeTensor")
                .constructors()
                .fields()
                .reason("DJL JSON")
                .build();
    }

    /** Without it a model folder's serving.properties name classes that DJL cannot make. */
    @BuildStep
    ReflectiveClassBuildItem modelFactories() {
        return ReflectiveClassBuildItem.builder(NetworkFactory.class, SliceTranslatorFactory.class)
                .publicConstructors()
                .reason("named in serving.properties")
                .build();
    }

    /**
     * Quarkus switches GraalVM's own search off: no engine, no model loader, no DJL logs, no plots
     * and no pages.
     */
    @BuildStep
    void services(BuildProducer<ServiceProviderBuildItem> providers) {
        Stream.of(
                        EngineProvider.class,
                        ZooProvider.class,
                        SLF4JServiceProvider.class,
                        HistoryPlotter.class,
                        PageWriter.class)
                .map(Class::getName)
                .map(ServiceProviderBuildItem::allProvidersFromClassPath)
                .forEach(providers::produce);
    }

    /** Without these DJL finds "No pytorch version", or downloads one of version null. */
    @BuildStep
    NativeImageResourceBuildItem versions() {
        return new NativeImageResourceBuildItem(
                "pytorch-engine.properties",
                "ai/djl/engine/api.properties",
                "native/lib/pytorch.properties",
                "jnilib/pytorch.properties");
    }

    /** The style of a comparison's page, and what a device that is checked must compute. */
    @BuildStep
    NativeImageResourceBuildItem ownResources() {
        return new NativeImageResourceBuildItem(
                "io/ctattention/report/page.css", "io/ctattention/check/numbers/expected.json");
    }

    /** Else the jars' own settings embed 16 MB of JNI for every platform, none of it of use. */
    @BuildStep
    ExcludeConfigBuildItem embeddedLibraries() {
        return new ExcludeConfigBuildItem(
                ".*pytorch-(jni|native|engine).*\\.jar",
                "/META-INF/native-image/ai/djl/pytorch/.*/resource-config\\.json");
    }

    /** DJL's static state is that of the machine; at build time it would be the builder's. */
    @BuildStep
    void runtimeInitialized(BuildProducer<RuntimeInitializedPackageBuildItem> packages) {
        // XChart's styles and our plots hold colours, fonts and strokes, which Quarkus initializes
        // at run time; a device's check holds shapes of DJL's.
        Stream.of(
                        "ai.djl",
                        "com.sun.jna",
                        "org.knowm.xchart",
                        "io.ctattention.report",
                        "io.ctattention.check")
                .map(RuntimeInitializedPackageBuildItem::new)
                .forEach(packages::produce);
    }

    /** It holds an object of DJL's. */
    @BuildStep
    RuntimeInitializedClassBuildItem runtimeInitializedEngine() {
        return new RuntimeInitializedClassBuildItem(PyTorch.class.getName());
    }
}
