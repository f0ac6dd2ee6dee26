package io.ctattention.check;

import ai.djl.Device;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.check.numbers.ExpectedNumbers;
import io.ctattention.engine.DeviceException;
import io.ctattention.file.Fault;
import io.ctattention.model.Devices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Checks a device from the first logit to running out of memory. Each check is independent: a
 * failure is a row of the report, and the others still run.
 */
public final class DeviceCheck {

    private static final int LONGEST_FAULT = 120;

    private final Device device;
    private final ExpectedNumbers expected;
    private final List<Check> checks;

    /**
     * Prepares all checks.
     *
     * @param device the device
     * @throws IOException if the numbers to expect cannot be read
     */
    public DeviceCheck(Device device) throws IOException {
        this(device, ExpectedNumbers.read(), all());
    }

    DeviceCheck(Device device, ExpectedNumbers expected, List<Check> checks) {
        this.device = device;
        this.expected = expected;
        this.checks = List.copyOf(checks);
    }

    static List<Check> all() {
        Stream<Check> networks = Stream.of(AttentionSpec.Kind.values()).map(NetworkCheck::new);
        Stream<Check> others =
                Stream.of(
                        new HeatMapCheck(),
                        new BatchCheck(),
                        new TrainingCheck(),
                        new SeedCheck(),
                        new OperationCheck(),
                        new ResumeCheck(),
                        new WaitCheck(),
                        new CopyCheck(),
                        new FlatMemoryCheck(),
                        new FullMemoryCheck(),
                        new Tf32Check());
        return Stream.concat(networks, others).toList();
    }

    /**
     * Runs the checks in order.
     *
     * @param listener is told of each
     * @param stop asked before each; true leaves out the rest
     * @return a row for each check that was run
     * @throws IOException if what the trainings wrote cannot be deleted
     */
    public CheckReport run(CheckListener listener, BooleanSupplier stop) throws IOException {
        List<CheckRow> rows = new ArrayList<>();
        try (Trial trial = new Trial(device, expected)) {
            for (Check check : checks) {
                if (stop.getAsBoolean()) {
                    break;
                }
                int number = rows.size() + 1;
                listener.started(check.name(), number, checks.size());
                CheckRow row = row(check, trial);
                rows.add(row);
                listener.done(row, number, checks.size());
            }
        }
        return new CheckReport(Devices.id(device), rows);
    }

    private static CheckRow row(Check check, Trial trial) {
        long start = System.nanoTime();
        Finding finding;
        try {
            finding = check.find(trial);
        } catch (Exception | Error e) { // DJL throws AssertionError and LinkageError, too
            finding = Finding.of(false, "%s", sentence(e));
        }
        return new CheckRow(
                check.name(),
                check.shows(),
                check.tolerance(),
                finding.outcome(),
                finding.measured(),
                (System.nanoTime() - start) / 1e9);
    }

    /** What a GPU's fault is, else the first line: PyTorch adds the calls that led there. */
    static String sentence(Throwable fault) {
        DeviceException known = DeviceException.find(fault);
        if (known != null) {
            return known.getMessage();
        }
        String line = Fault.text(fault).lines().findFirst().orElse("");
        return line.length() <= LONGEST_FAULT ? line : line.substring(0, LONGEST_FAULT) + "...";
    }
}
