package io.ctattention.cli.command;

import io.ctattention.audit.Audit;
import io.ctattention.audit.AuditReport;
import io.ctattention.cli.option.ClassOptions;
import io.ctattention.cli.option.PartitionOption;
import io.ctattention.cli.terminal.ExitCode;
import io.ctattention.cli.terminal.Subcommand;
import io.ctattention.cli.text.TrainingText;
import io.ctattention.dataset.Partition;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.SliceSet;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "audit",
        description = {
            "Looks for problems in a data set that inflate scores.",
            "",
            "Finds patients on both sides of a split, identical files, near-duplicates, and file"
                    + " properties that give the class away. Unreadable slices are listed, and the"
                    + " exit code is then 3.",
            ""
        })
final class AuditCommand extends Subcommand {

    @Parameters(paramLabel = "DATA", description = ClassOptions.DATA)
    Path data;

    @Mixin PartitionOption partitionOption;
    @Mixin ClassOptions classOptions;

    @Option(names = "--json", description = "Print one JSON document (default: text).")
    boolean json;

    @Override
    public Integer call() throws IOException {
        SliceSet slices = classOptions.read(data, err());
        PartitionOptions options = usage(() -> partitionOption.of(slices));
        err().println("Split: " + TrainingText.protocol(options));
        AuditReport report = Audit.of(slices, Partition.of(slices, options));
        if (json) {
            json(report.toJson());
        } else {
            out().print(report.toText());
        }
        return report.unreadable().isEmpty() ? ExitCode.DONE : ExitCode.SOME_INPUTS_FAILED;
    }
}
