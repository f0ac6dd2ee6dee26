package io.ctattention.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.cli.PlainCommandLine;
import io.ctattention.cli.option.RecipeOptions;
import io.ctattention.evaluation.Metric;
import io.ctattention.training.recipe.TrainingRecipe;
import io.quarkus.test.junit.main.Launch;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

@QuarkusMainTest
class UsageTest {

    @Test
    @Launch("--help")
    void theHelpNamesEveryCommandAndEveryExitCode(LaunchResult result) {
        assertThat(result.getOutput())
                .contains("demo", "train", "evaluate", "predict", "explain", "dataset")
                .contains(
                        "export", "import", "publish", "networks", "devices", "cuda", "completion")
                .containsPattern("0 +done")
                .containsPattern("3 +some inputs failed")
                .containsPattern("130 +interrupted")
                .contains("Not a medical device");
        assertThat(result.getErrorOutput()).isEmpty();
    }

    @Test
    void everyOptionShowsItsDefaultUnlessItIsNeeded() {
        assertThat(options(new CommandLine(CtAttention.class)))
                .hasSizeGreaterThan(60)
                .filteredOn(option -> !option.required())
                .filteredOn(option -> !option.usageHelp() && !option.versionHelp())
                .allMatch(option -> String.join(" ", option.description()).contains("(default: "));
    }

    private static List<OptionSpec> options(CommandLine command) {
        List<OptionSpec> options = new ArrayList<>(command.getCommandSpec().options());
        command.getSubcommands().values().forEach(sub -> options.addAll(options(sub)));
        return options;
    }

    @Test
    @Launch({"train", "--help"})
    void theRecipeIsThePapersUnlessSaidOtherwise(LaunchResult result) {
        assertThat(result.getOutput().replaceAll("\\s+", " "))
                .contains("Passes over the training slices (default: 30)")
                .contains("Slices per training step (default: 34)")
                .contains("Adam's learning rate (default: 0.001)")
                .contains("Side of the square input, in pixels (default: 180)")
                .contains(
                        "none, cbam, se, srm, gc, nonlocal, crisscross, residual (default: cbam)");

        RecipeOptions options = new RecipeOptions();
        CommandLine parser =
                new CommandLine(options)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .registerConverter(Metric.class, Metric::parse);
        parser.parseArgs();
        assertThat(
                        options.recipe(
                                TrainingRecipe.PAPER.withEpochs(1),
                                null,
                                List.of("NonCOVID", "COVID"),
                                option -> true))
                .isEqualTo(TrainingRecipe.PAPER);
    }

    @Test
    @Launch("--version")
    void theVersionNamesTheLibraries(LaunchResult result) {
        assertThat(result.getOutputStream())
                .satisfiesExactly(
                        line -> assertThat(line).matches("ct-attention \\d+\\.\\d+\\.\\d+.*"),
                        line -> assertThat(line).matches("DJL \\d+\\.\\d+\\.\\d+"),
                        line -> assertThat(line).matches("PyTorch \\d+\\.\\d+\\.\\d+"),
                        line -> assertThat(line).matches("Java \\d+.*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "train",
                "train data",
                "train data -o run --epochs many",
                "train data -o run --network resnet",
                "train data -o run --attention resnet",
                "networks --size 17",
                "networks --batch-size 0",
                "train data -o run --protocol chance",
                "train data -o run --device gpu",
                "devices --device cpu",
                "devices --check --device gpu",
                "train data -o run --keep-best beauty",
                "train data -o run --memory-budget plenty",
                "train data -o run --threads 0",
                "evaluate model",
                "evaluate model data --split some",
                "predict model",
                "predict model file --json --jsonl -",
                "explain model file --layer dense",
                "explain model file --method smoothgrad",
                "dataset",
                "cuda",
                "dataset phantom -n 3 -o out",
                "export model weights.txt",
                "publish model",
                "publish model /",
                "import weights.npz -o model",
                "import weights.npz --network baseline --classes COVID -o model",
                "import weights.npz --network baseline --attention-kernel 3 -o model",
                "import weights.npz --attention se --attention-kernel 3 -o model",
                "import weights.npz --attention srm --attention-reduction 8 -o model",
                "import weights.npz --attention none --attention-at 3 -o model",
                "import weights.npz --attention gc --attention-at 4 -o model"
            })
    void wrongUsageSaysWhatIsWrongOnStandardErrorAndReturns2(String arguments) {
        LaunchResult ended =
                PlainCommandLine.run(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.getOutput()).isEmpty();
        assertThat(ended.getErrorOutput())
                .startsWith("ct-attention: ")
                .contains("--help'")
                .doesNotContain("\tat ");
    }

    @Test
    @Launch(value = "nonsense", exitCode = 2)
    void theExitCodeAndTheStreamAreThoseOfTheProcess(LaunchResult result) {
        assertThat(result.getOutput()).isEmpty();
        assertThat(result.getErrorOutput())
                .isEqualTo(PlainCommandLine.run("nonsense").getErrorOutput().strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    train data -o run --network resnet    | attention 'resnet' is unknown; use one of none, cbam
                    train data -o run --protocol chance   | protocol 'chance' is unknown; use one of random, split
                    train data -o run --schedule linear   | schedule 'linear' is unknown; use one of constant, cosine
                    train data -o run --keep-best beauty  | metric 'beauty' is unknown; use one of loss, f1, macroF1
                    evaluate model data --split some      | split 'some' is unknown; use one of train, val, test, all
                    explain model file --layer dense      | layer 'dense' is unknown; use one of conv, attention
                    explain model file --method smoothgrad| method 'smoothgrad' is unknown; use one of gradcam, gradcam++
                    """)
    void aWordThatAnOptionDoesNotKnowIsRefusedWithThoseThatItKnows(
            String arguments, String words, QuarkusMainLauncher launcher) {
        LaunchResult result = launcher.launch(arguments.strip().split(" "));
        assertThat(result.getErrorStream()).first().asString().contains(words);
    }

    @Test
    void aFailureIsOneLineAndWithVerboseAStackTrace(QuarkusMainLauncher launcher) {
        LaunchResult brief = launcher.launch("predict", "no-model", "file.png");
        assertThat(brief.exitCode()).isEqualTo(1);
        assertThat(brief.getErrorStream())
                .containsExactly("ct-attention: no-model: no such model folder");
        assertThat(brief.getOutput()).isEmpty();

        LaunchResult verbose = launcher.launch("predict", "no-model", "file.png", "--verbose");
        assertThat(verbose.exitCode()).isEqualTo(1);
        assertThat(verbose.getErrorOutput()).contains("ModelException").contains("\tat ");
    }

    @Test
    void anEmptyPathIsWrongUsageAndNotTheCurrentFolder(QuarkusMainLauncher launcher) {
        for (String[] arguments :
                new String[][] {
                    {"predict", "model", ""}, {"train", "", "-o", "run"}, {"demo", "-o", ""}
                }) {
            LaunchResult result = launcher.launch(arguments);
            assertThat(result.exitCode()).as(String.join(" ", arguments)).isEqualTo(2);
            assertThat(result.getErrorStream())
                    .first()
                    .asString()
                    .matches("ct-attention: .* argument is empty; give a file.*");
        }
    }

    @Test
    void everyPlaceForAPathRefusesAnEmptyOne() {
        // The converter of paths does. FILE of predict and explain is text, for one that is no path
        // must not stop the others.
        assertThat(arguments(new CommandLine(CtAttention.class)))
                .hasSizeGreaterThan(20)
                .filteredOn(argument -> argument.type() != Path.class)
                .extracting(ArgSpec::paramLabel)
                .allMatch("FILE"::equals);
    }

    /** What is a path by what help and completion call it. */
    private static List<ArgSpec> arguments(CommandLine command) {
        List<ArgSpec> arguments =
                command.getCommandSpec().args().stream()
                        .filter(a -> a.paramLabel().matches("DATA|DIR|RUN|MODEL|FILE.*"))
                        .collect(Collectors.toCollection(ArrayList::new));
        command.getSubcommands().values().forEach(sub -> arguments.addAll(arguments(sub)));
        return arguments;
    }
}
