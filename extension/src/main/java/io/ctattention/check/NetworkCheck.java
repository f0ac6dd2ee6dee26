package io.ctattention.check;

import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.check.numbers.Distance;
import io.ctattention.check.numbers.NetworkNumbers;
import java.util.Map;

/** One network's logits, gradients and steps of Adam against what is known of them. */
record NetworkCheck(AttentionSpec.Kind kind) implements Check {

    private static final double LOGITS = 1e-4;
    private static final double GRADIENTS = 3e-3;
    private static final double LOSSES = 1e-3;

    /**
     * With batch norm rounding grows: one thread or two, on the same CPU, move gradients by 1e-2
     * and losses by 4e-3, for some channels hardly vary within a batch.
     */
    private static final double NORMED = 0.05;

    /** Gradients below this share of the largest norm count as if they had it. */
    private static final double SMALL = 0.01;

    @Override
    public String name() {
        return "network " + NetworkNumbers.spec(kind).name();
    }

    @Override
    public String shows() {
        return "logits, the norm of every gradient, and the losses over five steps of Adam are as"
                + " expected, with weights and slices from a formula";
    }

    @Override
    public String tolerance() {
        return normed()
                ? "1e-4 (logits), 5e-2 (gradients, losses)"
                : "1e-4 (logits), 3e-3 (gradients), 1e-3 (losses)";
    }

    /** Whether batch statistics are used in training. */
    private boolean normed() {
        return NetworkNumbers.spec(kind).newNetwork().namedParameters().keySet().stream()
                .anyMatch(name -> name.endsWith("running_var"));
    }

    @Override
    public Finding find(Trial trial) {
        NetworkSpec spec = NetworkNumbers.spec(kind);
        NetworkNumbers expected = trial.expected().of(spec.name());
        NetworkNumbers found = NetworkNumbers.compute(spec, trial.device());
        double logits = Distance.of(expected.logits(), found.logits());
        double gradients = gradients(expected.gradientNorms(), found.gradientNorms());
        double losses = Distance.of(expected.losses(), found.losses());
        return Finding.of(
                logits <= LOGITS
                        && gradients <= (normed() ? NORMED : GRADIENTS)
                        && losses <= (normed() ? NORMED : LOSSES),
                "off by %s (logits), %s (gradients), %s (losses)",
                Distance.text(logits),
                Distance.text(gradients),
                Distance.text(losses));
    }

    private static double gradients(Map<String, Double> expected, Map<String, Double> found) {
        if (!expected.keySet().equals(found.keySet())) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = expected.values().stream().mapToDouble(norm -> norm).max().orElse(0);
        return expected.entrySet().stream()
                .mapToDouble(
                        e ->
                                Math.abs(e.getValue() - found.get(e.getKey()))
                                        / Math.max(e.getValue(), SMALL * largest))
                .map(off -> Double.isNaN(off) ? Double.POSITIVE_INFINITY : off)
                .max()
                .orElse(0);
    }
}
