package io.ctattention.quarkus.runtime;

import io.ctattention.model.ModelCard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Checks whether the folder of a model was replaced, and switches to the new model if it is valid.
 */
final class ModelWatch {

    private static final Logger LOG = Logger.getLogger(ModelWatch.class);

    /** Between two renames a folder is missing for a moment. */
    private static final int LOOKS_UNTIL_MISSED = 3;

    private final ModelSlot slot;
    private final Path folder;
    private final Loader loader;
    private FolderStamp seen;
    private int missed;

    /** Reads the model that lies in the folder now. */
    @FunctionalInterface
    interface Loader {
        LoadedModel load() throws IOException;
    }

    /**
     * Begins to watch.
     *
     * @param seen what lay in the folder before its model was loaded
     */
    ModelWatch(ModelSlot slot, Path folder, FolderStamp seen, Loader loader) {
        this.slot = slot;
        this.folder = folder;
        this.seen = seen;
        this.loader = loader;
    }

    /**
     * Checks once.
     *
     * @param executor frees the old model when its calls are over
     * @param replaced hears of a model that answers from now on
     */
    void look(Executor executor, Consumer<LoadedModel> replaced) {
        Optional<FolderStamp> found = FolderStamp.of(folder);
        missed = found.isEmpty() ? missed + 1 : 0;
        if (missed == LOOKS_UNTIL_MISSED) {
            LOG.warnf(
                    "A file is missing in the folder of the model %s; the loaded model stays in"
                            + " use",
                    slot.name());
        }
        found.filter(stamp -> !stamp.equals(seen))
                .ifPresent(stamp -> load(stamp, executor, replaced));
    }

    private void load(FolderStamp found, Executor executor, Consumer<LoadedModel> replaced) {
        LoadedModel next = null;
        String fault = null;
        try {
            next = loader.load();
            fault = unfit(next.card());
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            fault = Objects.requireNonNullElse(e.getMessage(), e.toString());
        }
        // If it changed while it was read, the next look reads it again.
        if (!FolderStamp.of(folder).equals(Optional.of(found))) {
            if (next != null) {
                next.close();
            }
            return;
        }
        seen = found;
        if (fault != null) {
            refuse(next, fault);
        } else if (next.card().equals(slot.card())) {
            next.close();
            slot.refuse(null);
        } else {
            slot.replace(next, executor);
            replaced.accept(next);
        }
    }

    /** Callers rely on the classes, and on which of them is positive. */
    private String unfit(ModelCard next) {
        ModelCard now = slot.card();
        if (!Set.copyOf(next.classes()).equals(Set.copyOf(now.classes()))) {
            return String.format(
                    Locale.ROOT,
                    "its classes are %s; those of the model in use are %s",
                    String.join(", ", next.classes()),
                    String.join(", ", now.classes()));
        }
        return next.positiveClass().equals(now.positiveClass())
                ? null
                : String.format(
                        Locale.ROOT,
                        "its positive class is %s; that of the model in use is %s",
                        next.positiveClass(),
                        now.positiveClass());
    }

    private void refuse(LoadedModel next, String fault) {
        if (next != null) {
            next.close();
        }
        slot.refuse(fault);
        LOG.warnf(
                "The new model in the folder of the model %s is refused, and the old one stays in"
                        + " use: %s",
                slot.name(), fault);
    }
}
