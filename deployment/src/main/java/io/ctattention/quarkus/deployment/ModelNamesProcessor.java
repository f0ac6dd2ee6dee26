package io.ctattention.quarkus.deployment;

import io.ctattention.quarkus.ModelName;
import io.ctattention.quarkus.runtime.ModelLocation;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.deployment.pkg.steps.NativeOrNativeSourcesBuild;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Finds the models: those that are injected, and those configured at build time. */
@SuppressWarnings("deprecation") // of the condition, which Quarkus' own extensions use, too
class ModelNamesProcessor {

    private static final Pattern MODEL =
            Pattern.compile("quarkus\\.ct-attention\\.(?:(?:\"([^\"]+)\"|([^.\"]+))\\.)?model");

    @BuildStep
    ModelNamesBuildItem names(BeanDiscoveryFinishedBuildItem beans) {
        Set<String> names = new TreeSet<>(configured().keySet());
        names.add(ModelName.DEFAULT);
        beans.getInjectionPoints()
                .forEach(point -> InjectionPoints.name(point).ifPresent(names::add));
        return new ModelNamesBuildItem(names);
    }

    /**
     * Else a {@code classpath:} model is no resource of the executable, which then cannot start.
     */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    NativeImageResourceBuildItem resources() {
        List<String> resources =
                configured().values().stream()
                        .flatMap(model -> ModelLocation.resources(model).stream())
                        .toList();
        return new NativeImageResourceBuildItem(resources);
    }

    /** The models that are known at build time, by name. */
    private static Map<String, String> configured() {
        Config config = ConfigProvider.getConfig();
        Map<String, String> models = new TreeMap<>();
        for (String property : config.getPropertyNames()) {
            Matcher matcher = MODEL.matcher(property);
            if (matcher.matches()) {
                String name =
                        Optional.ofNullable(matcher.group(1))
                                .or(() -> Optional.ofNullable(matcher.group(2)))
                                .orElse(ModelName.DEFAULT);
                config.getOptionalValue(property, String.class)
                        .ifPresent(model -> models.put(name, model));
            }
        }
        return models;
    }
}
