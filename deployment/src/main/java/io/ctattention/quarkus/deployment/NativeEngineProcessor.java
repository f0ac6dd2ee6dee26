package io.ctattention.quarkus.deployment;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.nativeimage.JniRuntimeAccessFieldBuildItem;
import io.quarkus.deployment.builditem.nativeimage.JniRuntimeAccessMethodBuildItem;
import io.quarkus.deployment.pkg.steps.NativeOrNativeSourcesBuild;
import java.util.HashSet;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** What DJL's native code looks up in Java; its own settings name classes, but not all members. */
@SuppressWarnings("deprecation") // of the condition, which Quarkus' own extensions use, too
@BuildSteps(onlyIf = NativeOrNativeSourcesBuild.class)
class NativeEngineProcessor {

    private static final String STRING = String.class.getName();

    /** JNI_OnLoad reads it: without it, NoSuchFieldError in place of an engine. */
    @BuildStep
    JniRuntimeAccessFieldBuildItem logger() {
        return new JniRuntimeAccessFieldBuildItem(JniUtils.class.getName(), "logger");
    }

    /** JNI_OnLoad looks for the class of that logger, and for these methods of it. */
    @BuildStep
    void logging(BuildProducer<JniRuntimeAccessMethodBuildItem> methods) {
        Stream.of("info", "debug", "error")
                .map(n -> new JniRuntimeAccessMethodBuildItem(Logger.class.getName(), n, STRING))
                .forEach(methods::produce);
    }

    /** Without it an error of the engine's is a NoSuchMethodError that says nothing. */
    @BuildStep
    void exceptions(BuildProducer<JniRuntimeAccessMethodBuildItem> methods) {
        Stream.of(EngineException.class, NullPointerException.class, IllegalStateException.class)
                .map(Class::getName)
                .map(c -> new JniRuntimeAccessMethodBuildItem(c, "<init>", STRING))
                .forEach(methods::produce);
    }

    /** Without it the engine cannot list its features; the jar that says so may be left out. */
    @BuildStep
    JniRuntimeAccessMethodBuildItem features() {
        return new JniRuntimeAccessMethodBuildItem(
                HashSet.class.getName(), "add", Object.class.getName());
    }
}
