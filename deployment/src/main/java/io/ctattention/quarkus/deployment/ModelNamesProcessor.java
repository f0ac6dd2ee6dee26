package io.ctattention.quarkus.deployment;

import io.ctattention.quarkus.ModelName;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.deployment.annotations.BuildStep;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;

/** Finds the names of models: those that are injected, and those configured at build time. */
class ModelNamesProcessor {

    private static final Pattern NAMED_MODEL =
            Pattern.compile("quarkus\\.ct-attention\\.(?:\"([^\"]+)\"|([^.\"]+))\\.model");

    @BuildStep
    ModelNamesBuildItem names(BeanDiscoveryFinishedBuildItem beans) {
        Set<String> names = new TreeSet<>();
        names.add(ModelName.DEFAULT);
        beans.getInjectionPoints()
                .forEach(point -> InjectionPoints.name(point).ifPresent(names::add));
        for (String property : ConfigProvider.getConfig().getPropertyNames()) {
            Matcher matcher = NAMED_MODEL.matcher(property);
            if (matcher.matches()) {
                names.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
            }
        }
        return new ModelNamesBuildItem(names);
    }
}
