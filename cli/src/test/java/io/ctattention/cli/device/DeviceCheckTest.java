package io.ctattention.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.ctattention.block.attention.AttentionSpec.Kind;
import io.ctattention.check.CheckReport;
import io.ctattention.check.CheckRow;
import io.ctattention.check.CheckRow.Outcome;
import io.ctattention.cli.Fixtures;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@QuarkusMainTest
class DeviceCheckTest {

    private static CheckRow row(String name, Outcome outcome) {
        return new CheckRow(name, "that it is so", "1e-4", outcome, "off by 0.1", 0.25);
    }

    @Test
    void theCpuIsRight(QuarkusMainLauncher launcher) throws Exception {
        List<Path> before = temporary();
        LaunchResult result = launcher.launch("devices", "--check", "--device", "cpu", "--json");
        assertThat(result.exitCode()).isZero();
        JsonObject report = Fixtures.json(result.getOutput()).getAsJsonObject();
        assertThat(report.get("right").getAsBoolean()).as(result.getOutput()).isTrue();
        assertThat(report.get("verdict").getAsString())
                .isEqualTo("The device cpu is right: 17 checks passed, 2 not measured");
        List<JsonObject> checks =
                report.getAsJsonArray("checks").asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .toList();
        assertThat(checks).hasSize(19).hasSize(Kind.values().length + 11);
        assertThat(checks)
                .filteredOn(check -> check.get("outcome").getAsString().equals("not measured"))
                .extracting(check -> check.get("name").getAsString())
                .containsExactly("bytes copied", "TF32 off and on");
        assertThat(result.getErrorStream())
                .contains("Checking the device cpu")
                .anyMatch(line -> line.matches(" 1/19  network baseline: passed \\(\\d.*s\\)"))
                .anyMatch(line -> line.startsWith(" 2/19  network cbam: passed"));
        assertThat(temporary()).isEqualTo(before);
    }

    private static List<Path> temporary() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(f -> f.getFileName().toString().startsWith("ct-attention-check"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aDeviceThatIsWrongIsAFailure() throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        DevicesCommand command = new DevicesCommand();
        new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        CheckReport report =
                new CheckReport(
                        "cuda:0",
                        List.of(
                                row("network baseline", Outcome.PASSED),
                                row("training", Outcome.FAILED)));
        int exitCode =
                new DeviceCheckRun(
                                command,
                                (listener, stop) -> {
                                    listener.started("training", 2, 2);
                                    listener.done(report.rows().get(1), 2, 2);
                                    return report;
                                },
                                false)
                        .call("cuda:0");
        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("training +FAILED +0\\.3  off by 0\\.1 +1e-4"))
                .last()
                .isEqualTo("The device cuda:0 is wrong: 1 check failed, 1 passed (0.5 s)");
        assertThat(err.toString().lines())
                .contains("Checking the device cuda:0")
                .anyMatch(" 2/2  training: FAILED (0.3 s)"::equals);
    }
}
