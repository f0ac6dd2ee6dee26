package io.ctattention.comparison;

import io.ctattention.dataset.Partition;
import io.ctattention.dataset.ResultFolder;
import io.ctattention.file.FolderLock;
import io.ctattention.training.Training;
import io.ctattention.training.TrainingPlan;
import io.ctattention.training.TrainingResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * The paper's experiment, repeated: trains every network with every seed or on every fold, measures
 * each on the validation slices after its last epoch, and compares them.
 *
 * <p>A run is a folder of its own under {@code cells/}. What is finished there is reused and not
 * done again; a training that was stopped or killed resumes from its last checkpoint.
 */
public final class Comparison {

    private Comparison() {}

    /**
     * Compares.
     *
     * @param plan what, on what, how often
     * @param provenance what the report says of where it comes from
     * @param listener is told of every run and epoch
     * @param stop asked after every batch; true writes a checkpoint and ends the comparison
     * @return the report, which is also written into the plan's folder; empty if it was stopped
     * @throws IllegalArgumentException if the slices cannot be split as planned
     * @throws io.ctattention.training.TrainingException if the folder holds other trainings, a
     *     network does not fit in memory, or a loss is not finite; other runs stop with a
     *     checkpoint
     * @throws IOException if slices cannot be read, results cannot be written or would lie among
     *     slices, or another process or thread compares in the folder
     */
    public static Optional<ComparisonReport> run(
            ComparisonPlan plan,
            Provenance provenance,
            ComparisonListener listener,
            BooleanSupplier stop)
            throws IOException {
        ResultFolder.claim(plan.output());
        try (FolderLock lock = FolderLock.take(plan.output())) {
            return locked(plan, provenance, listener, stop);
        }
    }

    private static Optional<ComparisonReport> locked(
            ComparisonPlan plan,
            Provenance provenance,
            ComparisonListener listener,
            BooleanSupplier stop)
            throws IOException {
        Map<Run, TrainingResult> finished = finished(plan);
        listener.started(plan, finished.keySet());
        List<RunResult> results = new ArrayList<>();
        for (Optional<RunResult> result : work(plan, finished, listener, stop)) {
            result.ifPresent(results::add);
        }
        if (results.size() < plan.runs().size()) {
            return Optional.empty();
        }
        ComparisonReport report = ReportMaker.report(plan, provenance, results);
        report.write(plan.output());
        return Optional.of(report);
    }

    /** Checks every run before the first one is trained, so that impossible requests fail early. */
    private static Map<Run, TrainingResult> finished(ComparisonPlan plan) throws IOException {
        Map<Run, TrainingResult> finished = new LinkedHashMap<>();
        for (Run run : plan.runs()) {
            Partition.of(plan.slices(), run.partition());
            TrainingPlan training = run.training(plan);
            Optional<TrainingResult> result = Training.finished(training);
            if (result.isPresent()) {
                finished.put(run, result.get());
            } else {
                Training.requireMemory(training);
            }
        }
        return finished;
    }

    private static List<Optional<RunResult>> work(
            ComparisonPlan plan,
            Map<Run, TrainingResult> finished,
            ComparisonListener listener,
            BooleanSupplier stop)
            throws IOException {
        RunWork.Shared shared = new RunWork.Shared(plan, listener, stop);
        List<RunWork> work =
                plan.runs().stream()
                        .map(run -> new RunWork(shared, run, finished.get(run)))
                        .toList();
        ExecutorService workers = Executors.newFixedThreadPool(plan.jobs());
        try {
            List<Optional<RunResult>> results = new ArrayList<>();
            for (Future<Optional<RunResult>> future : workers.invokeAll(work)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The comparison was interrupted");
        } finally {
            workers.shutdownNow();
        }
    }

    private static IOException rethrown(Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return (IOException) cause;
    }
}
