package io.ctattention.cli.device;

import io.ctattention.check.CheckListener;
import io.ctattention.check.CheckReport;
import io.ctattention.cli.terminal.ExitCode;
import io.ctattention.cli.terminal.Interrupts;
import io.ctattention.cli.terminal.Subcommand;
import io.ctattention.cli.terminal.Terminal;
import java.io.IOException;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Runs the checks of a device and says what came out. */
final class DeviceCheckRun {

    private final Subcommand command;
    private final Checking checks;
    private final boolean json;

    /** What checks a device, {@link io.ctattention.check.DeviceCheck#run}. */
    @FunctionalInterface
    interface Checking {
        CheckReport run(CheckListener listener, BooleanSupplier stop) throws IOException;
    }

    /**
     * @param command whose streams are written to
     * @param checks what to run
     * @param json whether to print one JSON document in place of a table
     */
    DeviceCheckRun(Subcommand command, Checking checks, boolean json) {
        this.command = command;
        this.checks = checks;
        this.json = json;
    }

    /**
     * Runs them.
     *
     * @param device the device's word
     * @return the exit code: failed if any check failed
     */
    int call(String device) throws IOException {
        command.err().println(String.format(Locale.ROOT, "Checking the device %s", device));
        CheckReport report;
        try (Interrupts interrupts = Interrupts.listen(command.err(), "Finishing this check")) {
            CheckProgress progress = new CheckProgress(command.err(), Terminal.interactive());
            report = checks.run(progress, interrupts::requested);
            if (interrupts.requested()) {
                command.err().println("Interrupted: the remaining checks were not run.");
                return interrupts.exitCode();
            }
        }
        if (json) {
            command.json(report.toJson());
        } else {
            command.out().print(report.text());
        }
        return report.right() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
