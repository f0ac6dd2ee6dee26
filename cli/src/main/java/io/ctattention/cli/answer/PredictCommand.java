package io.ctattention.cli.answer;

import io.ctattention.model.CtModel;
import io.ctattention.model.Inference;
import io.ctattention.model.SliceReader.ReadSlice;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code ct-attention predict}: classifies slices. */
@Command(
        name = "predict",
        description = {
            "Classifies slices.",
            "",
            "Answers are written batch by batch. A slice that cannot be read is reported, the others"
                    + " go on, and the exit code is 3.",
            ""
        })
public final class PredictCommand extends AnswerCommand {

    @Override
    void answer(CtModel loaded, float[] pixels, List<ReadSlice> batch, Answers answers) {
        double[][] probabilities =
                Inference.probabilities(loaded.model().getNDManager(), loaded.network(), pixels);
        int good = 0;
        for (ReadSlice slice : batch) {
            if (slice.error() == null) {
                answers.add(slice.name(), probabilities[good++]);
            } else {
                answers.addError(slice.name(), slice.error());
            }
        }
    }
}
