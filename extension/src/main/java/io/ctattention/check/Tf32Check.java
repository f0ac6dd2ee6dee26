package io.ctattention.check;

import io.ctattention.block.AttentionSpec.Kind;
import io.ctattention.block.NetworkSpec;

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
        TorchSwitches switches;
        try {
            switches = TorchSwitches.open();
        } catch (LinkageError e) {
            return Finding.notMeasured("PyTorch cannot be asked: " + DeviceCheck.sentence(e));
        }
        NetworkSpec spec = NetworkNumbers.spec(Kind.CBAM);
        boolean before = switches.tf32();
        try {
            switches.tf32(false);
            double[] off = NetworkNumbers.compute(spec, trial.device()).logits();
            switches.tf32(true);
            double[] on = NetworkNumbers.compute(spec, trial.device()).logits();
            double apart = Distance.of(off, on);
            return Finding.of(apart <= TOLERANCE, "logits %s apart", Distance.text(apart));
        } finally {
            switches.tf32(before);
        }
    }
}
