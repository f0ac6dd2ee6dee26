package io.ctattention.check;

import ai.djl.Device;
import io.ctattention.check.numbers.Distance;
import io.ctattention.training.Training;
import io.ctattention.training.TrainingListener;
import io.ctattention.training.TrainingPlan;
import java.io.IOException;

/** A training with the slices on the device against one with them in the CPU's memory. */
final class TrainingCheck implements Check {

    private static final double LOSSES = 0.01;
    private static final double F1 = 0.2;

    @Override
    public String name() {
        return "training";
    }

    @Override
    public String shows() {
        return "a training on phantoms gives the loss of every epoch and the F1 that the CPU gives";
    }

    @Override
    public String tolerance() {
        return "1 % of the losses, 0.2 of F1";
    }

    @Override
    public Finding find(Trial trial) throws IOException {
        PhantomTraining own = trial.whole();
        TrainingPlan plan = PhantomTraining.plan(trial, Device.cpu(), trial.newPath(), false);
        PhantomTraining cpu =
                new PhantomTraining(Training.train(plan, TrainingListener.NONE, () -> false));
        double losses = own.lossDistance(cpu);
        double trained = Math.abs(own.trainF1() - cpu.trainF1());
        double validated = Math.abs(own.validationF1() - cpu.validationF1());
        return Finding.of(
                losses <= LOSSES && trained <= F1 && validated <= F1,
                "losses off by %s; F1 %.2f and %.2f, the CPU's %.2f and %.2f",
                Distance.text(losses),
                own.trainF1(),
                own.validationF1(),
                cpu.trainF1(),
                cpu.validationF1());
    }
}
