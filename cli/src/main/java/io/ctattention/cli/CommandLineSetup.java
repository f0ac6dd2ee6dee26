package io.ctattention.cli;

import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.cli.option.MemorySize;
import io.ctattention.cli.terminal.CleanWriter;
import io.ctattention.dataset.Protocol;
import io.ctattention.evaluation.Metric;
import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.Layer;
import io.ctattention.training.recipe.TrainingRecipe.Schedule;
import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Makes the command line: the words that options take, and what happens when something fails. */
@ApplicationScoped
class CommandLineSetup {

    @Produces
    CommandLine commandLine(PicocliCommandLineFactory factory) {
        // This program speaks English, and so do the numbers of the libraries that it prints with.
        Locale.setDefault(Locale.ROOT);
        CommandLine root = factory.create();
        keepOrder(root);
        root.setOut(new CleanWriter(root.getOut())).setErr(new CleanWriter(root.getErr()));
        return root.setUsageHelpAutoWidth(true)
                .registerConverter(Path.class, by(CommandLineSetup::path))
                .registerConverter(Protocol.class, by(Protocol::parse))
                .registerConverter(Metric.class, by(Metric::parse))
                .registerConverter(Layer.class, by(Layer::parse))
                .registerConverter(AttentionSpec.Kind.class, by(AttentionSpec.Kind::parse))
                .registerConverter(Schedule.class, by(Schedule::parse))
                .registerConverter(CamMethod.class, by(CamMethod::parse))
                .registerConverter(MemorySize.class, by(MemorySize::parse))
                .setParameterExceptionHandler(Failures::wrongUsage)
                .setExecutionExceptionHandler(Failures::failed)
                .setExecutionStrategy(Failures::run);
    }

    /** Options are shown in the order they are written in, by subject. */
    private static void keepOrder(CommandLine command) {
        command.getCommandSpec().usageMessage().sortOptions(false);
        command.getSubcommands().values().forEach(CommandLineSetup::keepOrder);
    }

    /** An empty path would be the current folder, which nobody meant who wrote "$UNSET". */
    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the argument is empty; give a file or a folder");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "'%s' is not a valid path on this system: %s",
                            text,
                            e.getReason()),
                    e);
        }
    }

    private static <T> ITypeConverter<T> by(Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }
}
