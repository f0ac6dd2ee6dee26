package io.ctattention.quarkus.deployment;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.nativeimage.JniRuntimeAccessFieldBuildItem;
import io.quarkus.deployment.builditem.nativeimage.JniRuntimeAccessMethodBuildItem;
import io.quarkus.deployment.pkg.steps.NativeOrNativeSourcesBuild;
import java.util.HashSet;
import java.util.stream.Stream;

/** What DJL's native code looks up in Java; its own settings name classes, but not all members. */
@SuppressWarnings("deprecation") // of the conditions, which Quarkus' own extensions use, too
class NativeEngineProcessor {

    private static final String STRING = String.class.getName();

    /** JNI_OnLoad reads it: without it, NoSuchFieldError in place of an engine. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    JniRuntimeAccessFieldBuildItem logger() {
        return new JniRuntimeAccessFieldBuildItem("ai.djl.pytorch.jni.JniUtils", "logger");
    }

    /** JNI_OnLoad looks for the class of that logger, and for these methods of it. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    void logging(BuildProducer<JniRuntimeAccessMethodBuildItem> methods) {
        Stream.of("info", "debug", "error")
                .map(n -> new JniRuntimeAccessMethodBuildItem("org.slf4j.Logger", n, STRING))
                .forEach(methods::produce);
    }

    /** Without it an error of the engine's is a NoSuchMethodError that says nothing. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    void exceptions(BuildProducer<JniRuntimeAccessMethodBuildItem> methods) {
        Stream.of(
                        "ai.djl.engine.EngineException",
                        NullPointerException.class.getName(),
                        IllegalStateException.class.getName())
                .map(c -> new JniRuntimeAccessMethodBuildItem(c, "<init>", STRING))
                .forEach(methods::produce);
    }

    /** Without it the engine cannot list its features; the jar that says so may be left out. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    JniRuntimeAccessMethodBuildItem features() {
        return new JniRuntimeAccessMethodBuildItem(
                HashSet.class.getName(), "add", Object.class.getName());
    }
}
