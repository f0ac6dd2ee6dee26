package io.ctattention.cli.answer;

import io.ctattention.model.CtModel;
import io.ctattention.model.Inference;
import io.ctattention.model.SliceReader.ReadSlice;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/** {@code ct-attention predict}: classifies slices. */
@Command(
        name = "predict",
        description = {
            "Classifies slices.",
            "",
            "Results are written batch by batch. A slice that cannot be read is reported and"
                    + " skipped, and the exit code is then 3.",
            ""
        })
public final class PredictCommand extends AnswerCommand {

    @Override
    List<Map<String, Object>> answer(CtModel loaded, List<ReadSlice> slices) {
        List<double[]> probabilities = Inference.classify(loaded, slices);
        return IntStream.range(0, slices.size())
                .mapToObj(i -> answer(slices.get(i).name(), loaded.card(), probabilities.get(i)))
                .toList();
    }
}
