package io.ctattention.quarkus.deployment;

import io.quarkus.builder.item.SimpleBuildItem;
import java.util.Set;
import java.util.TreeSet;

/** The names of the models that have beans. */
final class ModelNamesBuildItem extends SimpleBuildItem {

    private final Set<String> names;

    ModelNamesBuildItem(Set<String> names) {
        this.names = new TreeSet<>(names);
    }

    Set<String> names() {
        return names;
    }
}
