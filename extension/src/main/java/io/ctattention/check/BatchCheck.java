package io.ctattention.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec.Kind;
import io.ctattention.check.numbers.Distance;
import io.ctattention.check.numbers.Formula;
import io.ctattention.check.numbers.NetworkNumbers;
import io.ctattention.model.Inference;
import io.ctattention.model.SliceInput;
import java.util.Arrays;
import java.util.List;

/** The same slices alone and in batches. */
final class BatchCheck implements Check {

    private static final double TOLERANCE = 1e-4;
    private static final int SLICES = 33;
    private static final List<Integer> BATCHES = List.of(1, 8, SLICES);

    @Override
    public String name() {
        return "one slice and batches";
    }

    @Override
    public String shows() {
        return "the logits of a slice are the same alone and in a batch";
    }

    @Override
    public String tolerance() {
        return "1e-4";
    }

    @Override
    public Finding find(Trial trial) {
        double worst = 0;
        for (Kind kind : List.of(Kind.NONE, Kind.CBAM)) {
            NetworkSpec spec = NetworkNumbers.spec(kind);
            try (NDManager manager = trial.newManager()) {
                Network network = Formula.network(spec, manager);
                float[] all = logits(manager, network, SLICES);
                for (int batch : BATCHES) {
                    worst = Math.max(worst, Distance.of(all, logits(manager, network, batch)));
                }
            }
        }
        return Finding.of(
                worst <= TOLERANCE,
                "batches of %s: %s apart at most",
                BATCHES,
                Distance.text(worst));
    }

    private static float[] logits(NDManager manager, Network network, int batch) {
        NetworkSpec spec = network.spec();
        int area = spec.size() * spec.size();
        float[] slices = Formula.slices(SLICES, spec.size());
        float[] logits = new float[SLICES * spec.classes()];
        for (int begin = 0; begin < SLICES; begin += batch) {
            int end = Math.min(SLICES, begin + batch);
            try (NDManager scope = manager.newSubManager()) {
                float[] part = Arrays.copyOfRange(slices, begin * area, end * area);
                NDArray input = SliceInput.of(scope, spec, part);
                float[] own = Inference.logits(scope, network, input).toFloatArray();
                System.arraycopy(own, 0, logits, begin * spec.classes(), own.length);
            }
        }
        return logits;
    }
}
