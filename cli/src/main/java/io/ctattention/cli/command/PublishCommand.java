package io.ctattention.cli.command;

import ai.djl.Device;
import io.ctattention.cli.terminal.ExitCode;
import io.ctattention.cli.terminal.Subcommand;
import io.ctattention.file.AtomicFolder;
import io.ctattention.file.FolderLock;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelException;
import io.ctattention.model.ModelFolder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "publish",
        description = {
            "Copies a model to the folder that services read, and replaces the model there.",
            "",
            "The model is loaded first to check that it is complete, then copied next to FOLDER,"
                    + " also from another file system, and renamed. No reader ever finds half a"
                    + " model, but for a moment there is none: a crash at that moment leaves the"
                    + " old model as .FOLDER.previous, and the next publish restores it. The"
                    + " replaced model is deleted; its run folder still has it.",
            ""
        })
final class PublishCommand extends Subcommand {

    private static final List<String> FILES =
            List.of(ModelFolder.PARAMETERS, ModelFolder.CARD, ModelFolder.SERVING);

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A model folder, such as run/best.")
    Path model;

    @Parameters(
            index = "1",
            paramLabel = "FOLDER",
            description =
                    "Target folder, such as models/default: an existing model, an empty folder, or"
                            + " a new one.")
    Path folder;

    @Override
    public Integer call() throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        require(
                target.getFileName() != null,
                "%s cannot be replaced; name a folder such as models/default",
                folder);
        ModelCard card = load();
        try (FolderLock lock = FolderLock.take(target.getParent())) {
            AtomicFolder.recover(target);
            String before = before(target, card);
            AtomicFolder.write(target, copy -> copy(copy, card));
            out().println(
                            String.format(
                                    Locale.ROOT, "%s is now %s; %s", folder, named(card), before));
        }
        return ExitCode.DONE;
    }

    /** Loads the model as a service would. */
    private ModelCard load() throws IOException {
        try (CtModel loaded = ModelFolder.load(model, Device.cpu())) {
            return loaded.card();
        }
    }

    /** Says what is replaced; refuses to replace what is no model, as it would be lost. */
    private String before(Path target, ModelCard card) throws IOException {
        if (Files.isSymbolicLink(target)) {
            if (Files.notExists(target)) {
                throw refused("is a broken link; remove it first");
            }
            return "it was a link to " + Files.readSymbolicLink(target) + ", which stays";
        }
        if (Files.notExists(target)) {
            return "it is new";
        }
        if (Files.isSameFile(model, target)) {
            throw refused("is the model itself; give the folder that services read");
        }
        try (Stream<Path> files = Files.list(target)) {
            Optional<String> other =
                    files.map(file -> file.getFileName().toString())
                            .filter(Predicate.not(FILES::contains))
                            .findFirst();
            if (other.isPresent()) {
                throw refused(
                        String.format(
                                Locale.ROOT,
                                "holds '%s', which is not part of a model, so nothing was replaced;"
                                        + " name a folder for the model alone, such as %s",
                                other.get(),
                                folder.resolve("default")));
            }
        }
        try {
            ModelCard old = ModelFolder.verify(target);
            return old.equals(card) ? "it already held this model" : "it replaced " + named(old);
        } catch (ModelException e) {
            return "it held no complete model before";
        }
    }

    private FileSystemException refused(String why) {
        return new FileSystemException(folder.toString(), null, why);
    }

    /** Copies the model's files; they are read back, for the disk or the model may have changed. */
    private void copy(Path to, ModelCard card) throws IOException {
        for (String file : FILES) {
            if (Files.exists(model.resolve(file))) {
                Files.copy(model.resolve(file), to.resolve(file));
            }
        }
        if (!ModelFolder.verify(to).equals(card)) {
            throw new ModelException(
                    model, "it changed while it was being copied; nothing was replaced");
        }
    }

    private static String named(ModelCard card) {
        return card.name() + ", SHA-256 " + card.parametersSha256();
    }
}
