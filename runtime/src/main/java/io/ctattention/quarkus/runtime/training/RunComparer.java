package io.ctattention.quarkus.runtime.training;

import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.comparison.Comparison;
import io.ctattention.comparison.ComparisonListener;
import io.ctattention.comparison.ComparisonPlan;
import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.Provenance;
import io.ctattention.dataset.SliceSet;
import io.ctattention.model.Devices;
import io.ctattention.quarkus.ComparisonRequest;
import io.ctattention.quarkus.CtComparer;
import io.ctattention.quarkus.runtime.CtAttentionConfig;
import io.ctattention.quarkus.runtime.EngineDevices;
import io.ctattention.quarkus.runtime.device.DeviceFailures;
import io.ctattention.quarkus.runtime.telemetry.CallObserver.Call;
import io.ctattention.quarkus.runtime.telemetry.Calls;
import io.ctattention.training.TrainingException;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Compares networks, and stops with the application. */
@DefaultBean
@Singleton
public class RunComparer implements CtComparer {

    private static final Call CALL = new Call("compare", "several", 0);

    private final CtAttentionConfig config;
    private final EngineDevices devices;
    private final Calls calls;
    private final Trainings trainings;
    private final DeviceFailures failures;

    RunComparer(
            CtAttentionConfig config,
            EngineDevices devices,
            Calls calls,
            Trainings trainings,
            DeviceFailures failures) {
        this.config = config;
        this.devices = devices;
        this.calls = calls;
        this.trainings = trainings;
        this.failures = failures;
    }

    @Override
    public ComparisonReport compare(ComparisonRequest request, ComparisonListener listener)
            throws IOException {
        return calls.nowWithFiles(CALL, report -> 0, () -> compare(request, listener, () -> false));
    }

    @Override
    public Uni<ComparisonReport> compareAsync(ComparisonRequest request) {
        return calls.laterUntilCancelled(
                () -> CALL, cancelled -> compare(request, ComparisonListener.NONE, cancelled));
    }

    private ComparisonReport compare(
            ComparisonRequest request, ComparisonListener listener, BooleanSupplier cancelled)
            throws IOException {
        return trainings.run(
                stopping -> {
                    ComparisonPlan plan = plan(request);
                    BooleanSupplier stop =
                            () -> stopping.getAsBoolean() || cancelled.getAsBoolean();
                    return failures.watch(
                                    Devices.id(plan.device()),
                                    () -> Comparison.run(plan, provenance(request), listener, stop))
                            .orElseThrow(
                                    () ->
                                            new TrainingException(
                                                    String.format(
                                                            Locale.ROOT,
                                                            "The comparison in %s was stopped;"
                                                                    + " repeat the request to"
                                                                    + " continue it",
                                                            request.output())));
                });
    }

    private static Provenance provenance(ComparisonRequest request) {
        return new Provenance(request.data().map(Path::toString).orElse("slices in memory"), null);
    }

    private ComparisonPlan plan(ComparisonRequest request) throws IOException {
        SliceSet slices = Trainings.slices(request.slices(), request.data());
        int classes = slices.classes().size();
        List<NetworkSpec> networks =
                request.networks().isEmpty()
                        ? Stream.of(AttentionSpec.NONE, AttentionSpec.CBAM)
                                .map(a -> NetworkSpec.paper(a, config.training().size(), classes))
                                .toList()
                        : request.networks();
        return ComparisonPlan.builder()
                .setNetworks(networks)
                .setSlices(slices)
                .optProtocol(request.protocol())
                .optRepeat(request.repeat())
                .optRepeats(request.repeats())
                .optRecipe(request.recipe())
                .optMethod(request.method())
                .optDevice(devices.of(request.device()))
                .optStore(trainings.store())
                .optJobs(request.jobs())
                .setOutput(request.output())
                .build();
    }
}
