package io.ctattention.comparison;

import io.ctattention.evaluation.EvaluationOptions;
import io.ctattention.evaluation.EvaluationReport;
import io.ctattention.evaluation.SlicePrediction;
import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.HeatMapMeasures;
import io.ctattention.file.AtomicFolder;
import io.ctattention.model.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What was measured of a trained run, in {@code measured-METHOD/} beside its models, so that it is
 * measured once. It belongs to the weights whose hash it holds, and to the decisions of the card's
 * threshold; trained further or decided otherwise, it is measured again.
 */
final class RunFiles {

    private static final String PREDICTIONS = "predictions.csv";
    private static final String HEAT_MAPS = "heat-maps.csv";
    private static final String WEIGHTS = "weights.sha256";

    private RunFiles() {}

    /**
     * The answers of a run's last model for its validation slices.
     *
     * @param report the scores, without intervals
     * @param measures where the network looks
     */
    record Measured(EvaluationReport report, List<HeatMapMeasures> measures) {}

    private static Path folder(Path run, CamMethod method) {
        return run.resolve("measured-" + method.id());
    }

    static Optional<Measured> read(Path run, ModelCard card, CamMethod method) throws IOException {
        Path folder = folder(run, method);
        AtomicFolder.recover(folder);
        if (Files.notExists(folder)
                || !Files.readString(folder.resolve(WEIGHTS)).equals(card.parametersSha256())) {
            return Optional.empty();
        }
        List<SlicePrediction> predictions =
                EvaluationReport.readCsv(folder.resolve(PREDICTIONS), card.classes());
        if (!predictions.stream()
                .allMatch(s -> s.prediction().equals(card.decision(s.probabilities())))) {
            return Optional.empty(); // by another threshold; the heat maps are of the prediction
        }
        EvaluationReport report =
                EvaluationReport.of(
                        card.classes(),
                        card.positiveClass(),
                        card.threshold(),
                        predictions,
                        card.data().fingerprint(),
                        card.data().phantom(),
                        List.of(),
                        List.of(),
                        EvaluationOptions.WITHOUT_INTERVALS);
        return Optional.of(new Measured(report, HeatMapMeasures.read(folder.resolve(HEAT_MAPS))));
    }

    static void write(Path run, ModelCard card, CamMethod method, Measured measured)
            throws IOException {
        AtomicFolder.write(
                folder(run, method),
                folder -> {
                    measured.report().writeCsv(folder.resolve(PREDICTIONS));
                    HeatMapMeasures.write(folder.resolve(HEAT_MAPS), measured.measures());
                    Files.writeString(folder.resolve(WEIGHTS), card.parametersSha256());
                });
    }
}
