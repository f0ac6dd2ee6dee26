package io.ctattention.cli.command;

import io.ctattention.block.NetworkSpec;
import io.ctattention.cli.option.NetworkOptions;
import io.ctattention.cli.terminal.ExitCode;
import io.ctattention.cli.terminal.Subcommand;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.ModelImport;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description =
                "Creates a model folder from weights in an NPZ or safetensors file, and reads it"
                        + " back to verify every bit.")
final class ImportCommand extends Subcommand {

    @Parameters(
            paramLabel = "FILE",
            description = "Weights with the names that export writes; a common prefix is ignored.")
    Path file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "MODEL",
            required = true,
            description = "The model folder to write.")
    Path model;

    @Option(names = "--force", description = "Replace an existing model (default: refuse).")
    boolean force;

    @Mixin NetworkOptions networkOptions;

    @Option(
            names = "--classes",
            paramLabel = "CLASS",
            split = ",",
            defaultValue = "NonCOVID,COVID",
            description = "Classes in the order of the logits (default: ${DEFAULT-VALUE}).")
    List<String> classes;

    @Option(
            names = "--positive",
            paramLabel = "CLASS",
            description =
                    "The positive class (default: "
                            + ReadOptions.POSITIVE_CLASS
                            + ", or the last one if that is not among them).")
    String positive;

    @Override
    public Integer call() throws IOException {
        require(given("--attention"), "Missing required option: '--attention=ATTENTION'");
        String positiveClass = positiveClass();
        NetworkSpec network = usage(() -> networkOptions.spec(null, classes.size(), this::given));
        requireFree();
        ModelCard card = ModelImport.run(file, network, classes, positiveClass, model);
        out().println(
                        String.format(
                                Locale.ROOT,
                                "%s network of %d parameters, input %d x %d, classes %s, positive class %s",
                                card.name(),
                                card.parameters(),
                                network.size(),
                                network.size(),
                                String.join(", ", classes),
                                positiveClass));
        out().println("written to " + model);
        return ExitCode.DONE;
    }

    private String positiveClass() {
        require(
                classes.size() >= 2 && new HashSet<>(classes).size() == classes.size(),
                "--classes is %s; give at least two different names",
                String.join(",", classes));
        if (positive == null) {
            return classes.contains(ReadOptions.POSITIVE_CLASS)
                    ? ReadOptions.POSITIVE_CLASS
                    : classes.get(classes.size() - 1);
        }
        require(
                classes.contains(positive),
                "--positive is %s, which is not one of the classes %s",
                positive,
                String.join(", ", classes));
        return positive;
    }

    private void requireFree() throws IOException {
        if (Files.notExists(model)) {
            return;
        }
        if (!Files.exists(model.resolve(ModelFolder.CARD))) {
            throw new FileAlreadyExistsException(
                    model.toString(),
                    null,
                    "already exists and is not a model; choose another name");
        }
        if (!force) {
            throw new FileAlreadyExistsException(
                    model.toString(), null, "is already a model; use --force to replace it");
        }
    }
}
