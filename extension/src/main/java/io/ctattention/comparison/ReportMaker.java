package io.ctattention.comparison;

import io.ctattention.audit.Audit;
import io.ctattention.dataset.Partition;
import io.ctattention.dataset.Patients;
import io.ctattention.dataset.SliceSet;
import io.ctattention.model.Devices;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import io.ctattention.training.TrainingPlan;
import java.io.IOException;
import java.util.List;

/** Makes the report of a comparison whose cells are all done. */
final class ReportMaker {

    private ReportMaker() {}

    /**
     * Makes the report.
     *
     * @param results one for each of the plan's cells, in that order
     */
    static ComparisonReport report(ComparisonPlan plan, Origin origin, List<CellResult> results)
            throws IOException {
        SliceSet slices = plan.slices();
        Partition first = Partition.of(slices, results.get(0).cell().partition());
        ComparisonSetup setup = setup(plan, origin, first, LastEpochs.of(results));
        Examples examples = new Examples(plan, first);
        List<NetworkResult> networks =
                plan.networks().stream()
                        .map(network -> results.stream().filter(r -> r.cell().network() == network))
                        .map(cells -> NetworkResult.of(cells.toList(), setup))
                        .toList();
        List<CellResult> repeats = networks.get(0).cells();
        return new ComparisonReport(
                setup,
                Leak.of(
                        repeats.stream().map(CellResult::overlap).toList(),
                        Patients.of(slices.slices())),
                Audit.of(slices, first),
                repeats.get(0).report().constantBaseline(),
                networks,
                AttentionEffect.among(networks, setup),
                examples.sanity(),
                examples.draw());
    }

    private static ComparisonSetup setup(
            ComparisonPlan plan, Origin origin, Partition first, LastEpochs lastEpochs)
            throws IOException {
        SliceSet slices = plan.slices();
        Cell cell = plan.cells().get(0);
        return new ComparisonSetup(
                origin.data(),
                slices.fingerprint(),
                slices.phantom(),
                slices.counts(),
                slices.classes(),
                slices.positiveClass(),
                plan.protocol().word(),
                plan.repeat(),
                plan.numbers(),
                plan.recipe(),
                plan.method(),
                lastEpochs.milestones(),
                lastEpochs,
                first.train().size(),
                first.validation().size(),
                Devices.word(plan.device()),
                PyTorch.threads(),
                ModelFolder.verify(cell.folder(plan.folder()).resolve(TrainingPlan.LAST))
                        .libraries(),
                origin.command());
    }
}
