package io.ctattention.check;

import ai.djl.ndarray.NDManager;
import io.ctattention.check.numbers.Distance;
import io.ctattention.check.numbers.Operation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Each operation of the networks alone, several times: which of them do not repeat themselves. */
final class OperationCheck implements Check {

    private static final int TIMES = 4;
    private static final double TOLERANCE = 1e-4;

    private final List<Operation> operations;

    OperationCheck() {
        this(Operation.all());
    }

    OperationCheck(List<Operation> operations) {
        this.operations = operations;
    }

    @Override
    public String name() {
        return "operations repeated";
    }

    @Override
    public String shows() {
        return "which operations, forward and backward, give different bits when they are repeated";
    }

    @Override
    public String tolerance() {
        return "the same bits; on a GPU 1e-4";
    }

    @Override
    public Finding find(Trial trial) {
        Map<String, Double> differing = new LinkedHashMap<>();
        int results = 0;
        try (NDManager manager = trial.newManager()) {
            for (Operation operation : operations) {
                Map<String, float[]> first = operation.run(manager);
                results += first.size();
                for (int i = 1; i < TIMES; i++) {
                    operation
                            .run(manager)
                            .forEach(
                                    (name, values) -> {
                                        float[] once = first.get(name);
                                        if (!Arrays.equals(values, once)) {
                                            double apart = Distance.of(once, values);
                                            differing.merge(name, apart, Math::max);
                                        }
                                    });
                }
            }
        }
        double apart = differing.values().stream().mapToDouble(d -> d).max().orElse(0);
        return Finding.of(
                differing.isEmpty() || trial.device().isGpu() && apart <= TOLERANCE,
                "%d of %d results differ in %d runs%s",
                differing.size(),
                results,
                TIMES,
                differing.isEmpty() ? "" : ": " + text(differing));
    }

    private static String text(Map<String, Double> differing) {
        return differing.entrySet().stream()
                .map(
                        e ->
                                String.format(
                                        Locale.ROOT,
                                        "%s (%s)",
                                        e.getKey(),
                                        Distance.text(e.getValue())))
                .collect(Collectors.joining(", "));
    }
}
