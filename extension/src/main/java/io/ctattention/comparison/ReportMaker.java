package io.ctattention.comparison;

import io.ctattention.audit.Audit;
import io.ctattention.comparison.verdict.LastEpochs;
import io.ctattention.dataset.Partition;
import io.ctattention.dataset.Patients;
import io.ctattention.dataset.SliceSet;
import io.ctattention.model.Devices;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import io.ctattention.training.TrainingPlan;
import java.io.IOException;
import java.util.List;

/** Makes the report of a comparison whose runs are all done. */
final class ReportMaker {

    private ReportMaker() {}

    /**
     * Makes the report.
     *
     * @param results one for each of the plan's runs, in that order
     */
    static ComparisonReport report(
            ComparisonPlan plan, Provenance provenance, List<RunResult> results)
            throws IOException {
        SliceSet slices = plan.slices();
        Partition first = Partition.of(slices, results.get(0).run().partition());
        ComparisonSetup setup =
                setup(
                        plan,
                        provenance,
                        first,
                        LastEpochs.of(results.stream().mapToInt(r -> r.history().epochs().size())));
        Examples examples = new Examples(plan, first);
        List<NetworkResult> networks =
                plan.networks().stream()
                        .map(network -> results.stream().filter(r -> r.run().network() == network))
                        .map(runs -> NetworkResult.of(runs.toList(), setup))
                        .toList();
        List<RunResult> repeats = networks.get(0).runs();
        return new ComparisonReport(
                setup,
                PatientLeakage.of(
                        repeats.stream().map(RunResult::overlap).toList(),
                        Patients.of(slices.slices())),
                Audit.of(slices, first),
                repeats.get(0).report().constantBaseline(),
                networks,
                AttentionEffect.among(networks, setup),
                examples.sanity(),
                examples.draw());
    }

    private static ComparisonSetup setup(
            ComparisonPlan plan, Provenance provenance, Partition first, LastEpochs lastEpochs)
            throws IOException {
        SliceSet slices = plan.slices();
        Run run = plan.runs().get(0);
        return new ComparisonSetup(
                provenance.data(),
                slices.fingerprint(),
                slices.phantom(),
                slices.counts(),
                slices.classes(),
                slices.positiveClass(),
                plan.protocol().id(),
                plan.repeat(),
                plan.numbers(),
                plan.recipe(),
                plan.method(),
                PaperTable.milestones(lastEpochs),
                lastEpochs,
                first.train().size(),
                first.validation().size(),
                Devices.id(plan.device()),
                PyTorch.threads(),
                ModelFolder.verify(run.folder(plan.output()).resolve(TrainingPlan.LAST))
                        .libraries(),
                provenance.command());
    }
}
