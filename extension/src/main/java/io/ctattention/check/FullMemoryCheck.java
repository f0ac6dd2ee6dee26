package io.ctattention.check;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.block.attention.AttentionSpec.Kind;
import io.ctattention.check.numbers.Distance;
import io.ctattention.check.numbers.NetworkNumbers;
import io.ctattention.training.Training;
import io.ctattention.training.TrainingException;
import io.ctattention.training.TrainingPlan;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** More memory than there is: the error message, and whether the device works afterwards. */
final class FullMemoryCheck implements Check {

    /** At 4000 x 4000, what every place gives to every other is 10^15 bytes. */
    private static final int HUGE = 4000;

    /** No GPU has 16 TiB. */
    private static final Shape BEYOND_GPU = new Shape(1L << 42);

    /** Beyond the addresses of a process, for a machine may promise more than it has. */
    private static final Shape BEYOND_CPU = new Shape(1L << 58);

    @Override
    public String name() {
        return "out of memory";
    }

    @Override
    public String shows() {
        return "a training that is too large is refused, an array that is too large fails with a"
                + " message about memory, and the device computes the same afterwards";
    }

    @Override
    public String tolerance() {
        return "1e-4 of the logits afterwards";
    }

    @Override
    public Finding find(Trial trial) throws IOException {
        TrainingPlan small = PhantomTraining.plan(trial, trial.device(), trial.newPath(), false);
        String refused = refusal(small);
        if (refused.isEmpty()) {
            return Finding.of(false, "a training of 10^15 bytes a slice is not refused");
        }
        NetworkSpec spec = NetworkNumbers.spec(Kind.NONE);
        double[] before = NetworkNumbers.compute(spec, trial.device()).logits();
        String fault = allocation(trial);
        double[] after = NetworkNumbers.compute(spec, trial.device()).logits();
        double apart = Distance.of(before, after);
        boolean sentence = fault.toLowerCase(Locale.ROOT).contains("memory");
        return Finding.of(
                sentence && apart <= 1e-4,
                "%s; logits afterwards %s apart",
                sentence ? "refused with a message" : fault,
                Distance.text(apart));
    }

    private static String refusal(TrainingPlan small) {
        NetworkSpec huge = NetworkSpec.paper(AttentionSpec.of(Kind.NONLOCAL), HUGE, 2, List.of(1));
        try {
            Training.requireMemory(small.toBuilder().setNetwork(huge).optResume(false).build());
            return "";
        } catch (TrainingException e) {
            return e.getMessage();
        }
    }

    private static String allocation(Trial trial) {
        Shape beyond = trial.device().isGpu() ? BEYOND_GPU : BEYOND_CPU;
        try (NDManager manager = trial.newManager();
                NDArray array = manager.create(beyond)) {
            return "an array of " + array.size() + " numbers was made";
        } catch (EngineException e) {
            return DeviceCheck.sentence(e);
        }
    }
}
