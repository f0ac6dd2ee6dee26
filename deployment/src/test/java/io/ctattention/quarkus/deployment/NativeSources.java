package io.ctattention.quarkus.deployment;

import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import io.quarkus.test.common.PathTestHelper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Quarkus gives to {@code native-image} for an application that only has this extension: the
 * jars and the arguments. Quarkus builds them without GraalVM.
 *
 * @param jars the application's jar and those of its libraries
 * @param arguments the arguments
 */
record NativeSources(List<Path> jars, List<String> arguments) {

    static NativeSources build(Path folder) throws Exception {
        Properties settings = new Properties();
        settings.setProperty("quarkus.native.enabled", "true");
        settings.setProperty("quarkus.native.sources-only", "true");
        settings.setProperty("quarkus.package.jar.enabled", "false");
        Path tests = PathTestHelper.getTestClassesLocation(NativeSources.class);
        QuarkusBootstrap bootstrap =
                QuarkusBootstrap.builder()
                        .setMode(QuarkusBootstrap.Mode.PROD)
                        .setApplicationRoot(Files.createDirectories(folder.resolve("application")))
                        .setProjectRoot(tests)
                        .addExcludedPath(tests)
                        .setLocalProjectDiscovery(true)
                        .setIsolateDeployment(true)
                        .setTargetDirectory(Files.createDirectories(folder.resolve("build")))
                        .setBaseName("application")
                        .setBuildSystemProperties(settings)
                        .build();
        try (CuratedApplication application = bootstrap.bootstrap()) {
            application.createAugmentor().createProductionApplication();
        }
        return read(folder.resolve("build/native-sources"));
    }

    private static NativeSources read(Path folder) throws Exception {
        String arguments = Files.readString(folder.resolve("native-image.args"));
        try (Stream<Path> files = Files.walk(folder)) {
            return new NativeSources(
                    files.filter(file -> file.toString().endsWith(".jar")).sorted().toList(),
                    List.of(arguments.split("\\s+")));
        }
    }

    String classPath() {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
