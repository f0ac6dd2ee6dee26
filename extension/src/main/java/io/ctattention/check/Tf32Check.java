package io.ctattention.check;

import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec.Kind;
import io.ctattention.check.numbers.Distance;
import io.ctattention.check.numbers.NetworkNumbers;

/** What rounding to TF32 changes. */
final class Tf32Check implements Check {

    private static final double TOLERANCE = 0.01;

    @Override
    public String name() {
        return "TF32 off and on";
    }

    @Override
    public String shows() {
        return "how far the logits move if convolutions may round to TF32; all other rows are without"
                + " it";
    }

    @Override
    public String tolerance() {
        return "1 %";
    }

    @Override
    public Finding find(Trial trial) {
        if (!trial.device().isGpu()) {
            return Finding.notMeasured("the CPU has no TF32");
        }
        NetworkSpec spec = NetworkNumbers.spec(Kind.CBAM);
        double[] off = NetworkNumbers.compute(spec, trial.device()).logits();
        try {
            trial.tf32(true);
            double[] on = NetworkNumbers.compute(spec, trial.device()).logits();
            double apart = Distance.of(off, on);
            return Finding.of(apart <= TOLERANCE, "logits %s apart", Distance.text(apart));
        } finally {
            trial.tf32(false);
        }
    }
}
