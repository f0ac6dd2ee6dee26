package io.ctattention.cli;

import io.ctattention.explanation.Explanation;
import io.ctattention.explanation.GradCam;
import io.ctattention.explanation.Layer;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.SliceReader;
import io.ctattention.model.SliceReader.ReadSlice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = {
            "Shows where slices speak for a class, with Grad-CAM.",
            "",
            "For every slice the folder gets an overlay (PNG), the raw heat map (16-bit PNG) and"
                    + " all numbers (JSON).",
            ""
        })
final class ExplainCommand extends Subcommand {

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model folder.")
    Path model;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "PNG and JPEG files, folders of them, or - for one image on standard input.")
    List<String> files;

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            description = "The class to explain (default: the predicted one).")
    String explainedClass;

    @Option(
            names = "--layer",
            paramLabel = "LAYER",
            defaultValue = "conv",
            completionCandidates = Words.Layers.class,
            description =
                    "The features to explain: ${COMPLETION-CANDIDATES}; attention only with CBAM"
                            + " (default: ${DEFAULT-VALUE}).")
    Layer layer;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "explanations",
            description = "Where the files go (default: ./${DEFAULT-VALUE}).")
    Path output;

    @Option(names = "--json", description = "Print one JSON array (default: a table).")
    boolean json;

    @Mixin DeviceOption deviceOption;

    @Override
    public Integer call() throws IOException {
        try (CtModel loaded = ModelFolder.load(model, deviceOption.device())) {
            requireSense(loaded);
            ModelNotes.print(loaded.card(), err());
            Answers answers = new Answers(loaded.card().classes());
            ExplanationFiles written = new ExplanationFiles(output);
            SliceReader reader = new SliceReader(loaded.card().network());
            SliceInputs.read(
                    SliceInputs.of(files),
                    reader,
                    batch -> explain(loaded, reader.stack(batch), batch, answers, written));
            if (json) {
                json(answers.toJson());
            } else {
                out().print(answers.toText(List.of("overlay")));
                out().flush();
            }
            answers.errors().forEach(err()::println);
            return answers.exitCode();
        }
    }

    private void requireSense(CtModel loaded) {
        List<String> classes = loaded.card().classes();
        if (explainedClass != null && !classes.contains(explainedClass)) {
            throw wrongUsage(
                    "The model has no class %s; its classes are %s"
                            .formatted(explainedClass, String.join(", ", classes)));
        }
        if (layer == Layer.ATTENTION && !loaded.card().network().endsWithAttention()) {
            throw wrongUsage(
                    "%s is a %s network without attention; only --layer conv can be explained"
                            .formatted(model, loaded.card().name()));
        }
    }

    private void explain(
            CtModel loaded,
            float[] pixels,
            List<ReadSlice> batch,
            Answers answers,
            ExplanationFiles files) {
        List<Explanation> explanations =
                pixels.length == 0
                        ? List.of()
                        : GradCam.explain(loaded, pixels, explainedClass, layer);
        int good = 0;
        for (ReadSlice slice : batch) {
            if (slice.error() == null) {
                Explanation explanation = explanations.get(good++);
                Map<String, Object> answer = answers.add(slice.name(), explanation.probabilities());
                answer.put("heatMap", explanation.heatMapJson());
                answer.put("overlay", write(slice, explanation, files).toString());
            } else {
                Map<String, Object> answer = answers.addError(slice.name(), slice.error());
                answer.put("heatMap", null);
                answer.put("overlay", null);
            }
        }
    }

    private static Path write(ReadSlice slice, Explanation explanation, ExplanationFiles files) {
        try {
            return files.write(slice.name(), slice.image().image(), explanation);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
