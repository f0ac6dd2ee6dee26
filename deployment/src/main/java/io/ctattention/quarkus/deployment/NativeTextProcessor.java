package io.ctattention.quarkus.deployment;

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.SystemPropertyBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.pkg.steps.NativeOrNativeSourcesBuild;
import java.util.stream.Stream;

/** What text in overlays and plots needs beyond quarkus-awt, since the JDK's fonts use FFM. */
@SuppressWarnings("deprecation") // of the condition, which Quarkus' own extensions use, too
@BuildSteps(onlyIf = NativeOrNativeSourcesBuild.class)
class NativeTextProcessor {

    /** Where DISPLAY is set AWT goes for X11: NoClassDefFoundError: java/awt/AWTError. */
    @BuildStep
    SystemPropertyBuildItem headless() {
        return new SystemPropertyBuildItem("java.awt.headless", "true");
    }

    /** Else TextLayout calls HarfBuzz by FFM: UnsatisfiedLinkError where GraalVM lacks FFM. */
    @BuildStep
    SystemPropertyBuildItem layoutByJni() {
        return new SystemPropertyBuildItem("sun.font.layout.ffm", "false");
    }

    /** Glyphs of JDK 22 and later are memory segments: UnsupportedOperationException without it. */
    @BuildStep
    ReflectiveClassBuildItem glyphs() {
        String[] classes =
                Stream.of("Bytes", "Chars", "Shorts", "Ints", "Longs", "Floats", "Doubles")
                        .map(type -> "java.lang.invoke.VarHandleSegmentAs" + type)
                        .flatMap(name -> Stream.of(name, name + "Aligned"))
                        .toArray(String[]::new);
        return ReflectiveClassBuildItem.builder(classes).methods().reason("java.awt text").build();
    }
}
