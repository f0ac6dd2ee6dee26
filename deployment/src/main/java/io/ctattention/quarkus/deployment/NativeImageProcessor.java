package io.ctattention.quarkus.deployment;

import io.ctattention.comparison.PageWriter;
import io.ctattention.training.HistoryPlotter;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
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

/** What a native executable needs beyond what Quarkus and DJL say themselves. */
@SuppressWarnings("deprecation") // of the conditions, which Quarkus' own extensions use, too
class NativeImageProcessor {

    /** Without reflection Gson writes a record as {} and cannot read it, nor an enum's names. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
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
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    ReflectiveClassBuildItem djlJson() {
        return ReflectiveClassBuildItem.builder(
                        "ai.djl.modality.Classifications$Classification",
                        "ai.djl.ndarray.NDList$SafeTensor")
                .constructors()
                .fields()
                .reason("DJL JSON")
                .build();
    }

    /** Without it a model folder's serving.properties name classes that DJL cannot make. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    ReflectiveClassBuildItem modelFactories() {
        return ReflectiveClassBuildItem.builder(
                        "io.ctattention.model.NetworkFactory",
                        "io.ctattention.model.SliceTranslatorFactory")
                .publicConstructors()
                .reason("named in serving.properties")
                .build();
    }

    /**
     * Quarkus switches GraalVM's own search off: no engine, no model loader, no DJL logs, no plots
     * and no pages.
     */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    void services(BuildProducer<ServiceProviderBuildItem> providers) {
        Stream.of(
                        "ai.djl.engine.EngineProvider",
                        "ai.djl.repository.zoo.ZooProvider",
                        "org.slf4j.spi.SLF4JServiceProvider",
                        HistoryPlotter.class.getName(),
                        PageWriter.class.getName())
                .map(ServiceProviderBuildItem::allProvidersFromClassPath)
                .forEach(providers::produce);
    }

    /** Without these DJL finds "No pytorch version", or downloads one of version null. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    NativeImageResourceBuildItem versions() {
        return new NativeImageResourceBuildItem(
                "pytorch-engine.properties",
                "ai/djl/engine/api.properties",
                "native/lib/pytorch.properties",
                "jnilib/pytorch.properties");
    }

    /** The style of a comparison's page, and what a device that is checked must compute. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    NativeImageResourceBuildItem ownResources() {
        return new NativeImageResourceBuildItem(
                "io/ctattention/report/page.css", "io/ctattention/check/numbers/expected.json");
    }

    /** Else the jars' own settings embed 16 MB of JNI for every platform, none of it of use. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    ExcludeConfigBuildItem embeddedLibraries() {
        return new ExcludeConfigBuildItem(
                ".*pytorch-(jni|native|engine).*\\.jar",
                "/META-INF/native-image/ai/djl/pytorch/.*/resource-config\\.json");
    }

    /** DJL's static state is that of the machine; at build time it would be the builder's. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
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
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    RuntimeInitializedClassBuildItem runtimeInitializedEngine() {
        return new RuntimeInitializedClassBuildItem("io.ctattention.model.PyTorch");
    }
}
