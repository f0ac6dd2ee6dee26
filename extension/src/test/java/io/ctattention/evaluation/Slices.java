package io.ctattention.evaluation;

import io.ctattention.model.Decision;
import java.util.List;
import java.util.stream.IntStream;

/** Made-up predictions of COVID and NonCOVID, COVID positive. */
public final class Slices {

    public static final List<String> CLASSES = List.of("COVID", "NonCOVID");

    private Slices() {}

    /** Decided at one half. */
    public static SlicePrediction slice(String file, String patient, String label, double covid) {
        return new SlicePrediction(
                file,
                patient,
                label,
                new double[] {covid, 1 - covid},
                CLASSES.get(covid >= 0.5 ? 0 : 1));
    }

    /** n slices, half of each class, of which every fifth is wrong: accuracy 0.8. */
    static List<SlicePrediction> fourOfFiveRight(int n, int slicesPerPatient) {
        return IntStream.range(0, n)
                .mapToObj(
                        i -> {
                            int patient = i / slicesPerPatient;
                            boolean covid = patient % 2 == 0;
                            boolean right = patient % 5 != 0;
                            return slice(
                                    "s" + i,
                                    slicesPerPatient == 1 ? null : "p" + patient,
                                    covid ? "COVID" : "NonCOVID",
                                    covid == right ? 0.9 : 0.1);
                        })
                .toList();
    }

    static EvaluationReport report(List<SlicePrediction> slices, EvaluationOptions options) {
        return EvaluationReport.of(
                CLASSES,
                "COVID",
                Decision.HALF,
                slices,
                null,
                false,
                List.of(),
                List.of(),
                options);
    }
}
