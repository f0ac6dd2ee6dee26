package io.ctattention.training;

import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.block.attention.AttentionSpec.Trait;
import io.ctattention.model.DataCard;
import io.ctattention.training.recipe.Augmentation;
import io.ctattention.training.recipe.TrainingRecipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The settings of a training, one by one, in words for messages. */
final class Settings {

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Adds a setting; null stands for none. */
    Settings add(String name, Object value) {
        values.put(name, value);
        return this;
    }

    Settings add(NetworkSpec network) {
        return add("the network", network.name())
                .add("the input size", network.size())
                .add("the channels", network.channels())
                .add("the filters", network.filters())
                .add("the dense units", network.denseUnits())
                .add(
                        "the attention after each convolution",
                        network.attention().stream()
                                .map(Settings::attention)
                                .collect(Collectors.joining(", ")));
    }

    private static String attention(AttentionSpec attention) {
        List<String> options = new ArrayList<>();
        if (attention.kind().has(Trait.REDUCTION)) {
            options.add("reduction " + attention.reduction());
        }
        if (attention.kind().has(Trait.KERNEL_SIZE)) {
            options.add("kernel size " + attention.kernelSize());
        }
        if (attention.kind().has(Trait.BATCH_NORM)) {
            options.add(attention.batchNorm() ? "batch norm" : "no batch norm");
        }
        String id = attention.kind().id();
        return options.isEmpty() ? id : id + " (" + String.join(", ", options) + ")";
    }

    Settings add(TrainingRecipe recipe) {
        RecipeCard.of(recipe).forEach((name, value) -> add("the " + words(name), value));
        Augmentation change = recipe.augmentation();
        values.remove("the augmentation");
        values.remove("the keep best");
        return add("the metric that chooses the best epoch", recipe.keepBest().id())
                .add("the augmentation's flip", change.flip())
                .add("the augmentation's rotation", change.rotation())
                .add("the augmentation's shift", change.shift())
                .add("the augmentation's zoom", change.zoom())
                .add("the augmentation's brightness", change.brightness())
                .add("the augmentation's contrast", change.contrast());
    }

    /** {@code batchSize} as "batch size". */
    private static String words(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    Settings add(DataCard data) {
        return add("the protocol of the split", data.protocol())
                .add("the seed of the split", data.seed())
                .add("the number of folds", data.folds())
                .add("the fold", data.fold())
                .add("the number of training slices", data.train())
                .add("the number of validation slices", data.validation())
                .add("the number of test slices", data.test())
                .add("whether the slices are phantoms", data.phantom())
                .add("the fingerprint of the slices (names, labels, contents)", data.fingerprint());
    }

    /** The settings that have changed: "the batch size was 34 and is now 8". */
    List<String> differences(Settings now) {
        List<String> differences = new ArrayList<>();
        values.forEach(
                (name, was) -> {
                    Object is = now.values.get(name);
                    if (!Objects.equals(was, is)) {
                        differences.add(
                                String.format(
                                        Locale.ROOT,
                                        "%s was %s and is now %s",
                                        name,
                                        was == null ? "none" : was,
                                        is == null ? "none" : is));
                    }
                });
        return differences;
    }
}
