package io.ctattention.check;

import io.ctattention.check.numbers.Distance;
import java.io.IOException;
import java.util.Map;

/** The same training twice. */
final class SeedCheck implements Check {

    /** Of the losses, on a GPU. */
    static final double TOLERANCE = 0.01;

    static final String TOLERANCE_TEXT = "the same bits; on a GPU 1 % of the losses";

    @Override
    public String name() {
        return "the same seed twice";
    }

    @Override
    public String shows() {
        return "two trainings with the same seed give the same weights, bit for bit";
    }

    @Override
    public String tolerance() {
        return TOLERANCE_TEXT;
    }

    @Override
    public Finding find(Trial trial) throws IOException {
        return compare(trial, trial.whole(), PhantomTraining.run(trial));
    }

    /** Asks the CPU for the same bits, and a GPU for the same losses. */
    static Finding compare(Trial trial, PhantomTraining one, PhantomTraining other)
            throws IOException {
        Map<String, float[]> weights = one.weights();
        Map<String, float[]> others = other.weights();
        double losses = other.lossDistance(one);
        if (PhantomTraining.same(weights, others)) {
            return Finding.of(losses == 0, "bit-identical; losses %s apart", Distance.text(losses));
        }
        return Finding.of(
                trial.device().isGpu() && losses <= TOLERANCE,
                "not bit-identical: weights %s apart, losses %s",
                Distance.text(PhantomTraining.distance(weights, others)),
                Distance.text(losses));
    }
}
