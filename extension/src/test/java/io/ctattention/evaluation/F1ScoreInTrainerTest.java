package io.ctattention.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.metric.Metrics;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingResult;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class F1ScoreInTrainerTest {

    @BeforeAll
    static void optOutOfTracking() {
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    /**
     * A line learns the sign of x, whereupon the answers on the validation slices are known: TP 3,
     * FP 1, FN 2, TN 1, in batches of 4 and 3.
     */
    @Test
    void reportsTheScoreOfAllSlicesAfterEachEpoch() throws Exception {
        Engine.getInstance().setRandomSeed(1);
        DefaultTrainingConfig config =
                new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                        .addEvaluator(F1Score.ofClass("f1", 1))
                        .addEvaluator(F1Score.macro(2))
                        .addEvaluator(F1Score.micro(2))
                        .optOptimizer(
                                Optimizer.adam()
                                        .optLearningRateTracker(Tracker.fixed(0.5f))
                                        .build())
                        .addTrainingListeners(TrainingListener.Defaults.basic());
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                Model model = Model.newInstance("line")) {
            // two layers, because the gradients of a last layer alone sum to the 0 that DJL refuses
            model.setBlock(
                    new SequentialBlock()
                            .add(Linear.builder().setUnits(3).build())
                            .add(Linear.builder().setUnits(2).build()));
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(4, 1));
                trainer.setMetrics(new Metrics());
                ArrayDataset training =
                        slices(
                                manager,
                                new float[] {-2, 2, -1, 1, -3, 3},
                                new long[] {0, 1, 0, 1, 0, 1});
                ArrayDataset validation =
                        slices(
                                manager,
                                new float[] {5, 5, 5, -5, -5, 5, -5},
                                new long[] {1, 1, 1, 1, 1, 0, 0});
                EasyTrain.fit(trainer, 20, training, validation);
                TrainingResult result = trainer.getTrainingResult();
                assertThat(result.getTrainEvaluation("f1")).isEqualTo(1f);
                assertThat(result.getValidateEvaluation("f1")).isEqualTo(0.6666667f); // 6 / 9
                // with 2 / 5 for class 0
                assertThat(result.getValidateEvaluation("macroF1")).isEqualTo(0.53333336f);
                assertThat(result.getValidateEvaluation("microF1")).isEqualTo(0.5714286f); // 4 / 7
            }
        }
    }

    private static ArrayDataset slices(NDManager manager, float[] x, long[] labels) {
        return new ArrayDataset.Builder()
                .setData(manager.create(x, new Shape(x.length, 1)))
                .optLabels(manager.create(labels))
                .setSampling(4, false)
                .build();
    }
}
