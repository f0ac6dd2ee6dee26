package io.ctattention.check;

import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.check.numbers.Distance;
import io.ctattention.check.numbers.NetworkNumbers;
import java.io.IOException;
import java.util.Map;

/** Grad-CAM of every network, from a model folder that is read onto the device. */
final class HeatMapCheck implements Check {

    private static final double TOLERANCE = 1e-3;

    @Override
    public String name() {
        return "Grad-CAM";
    }

    @Override
    public String shows() {
        return "the raw heat maps of every network at every layer are as expected, with models"
                + " that are read from folders";
    }

    @Override
    public String tolerance() {
        return "1e-3";
    }

    @Override
    public Finding find(Trial trial) throws IOException {
        double worst = 0;
        String where = "";
        int maps = 0;
        for (AttentionSpec.Kind kind : AttentionSpec.Kind.values()) {
            NetworkSpec spec = NetworkNumbers.spec(kind);
            Map<String, double[]> expected = trial.expected().of(spec.name()).heatMaps();
            Map<String, double[]> found =
                    NetworkNumbers.heatMaps(spec, trial.device(), trial.newPath());
            for (var map : found.entrySet()) {
                double[] wanted = expected.getOrDefault(map.getKey(), new double[0]);
                double off = Distance.of(wanted, map.getValue());
                maps += NetworkNumbers.BATCH;
                if (off >= worst) {
                    worst = off;
                    where = spec.name() + " " + map.getKey();
                }
            }
        }
        return Finding.of(
                worst <= TOLERANCE,
                "%d maps off by %s at most%s",
                maps,
                Distance.text(worst),
                worst == 0 ? "" : " (" + where + ")");
    }
}
