package io.ctattention.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.ctattention.cli.Fixtures;
import io.quarkus.test.junit.main.Launch;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusMainTest
class DevicesCommandTest {

    @Test
    @Launch({"devices", "--json"})
    void theDevicesBeginWithTheCpu(LaunchResult result) throws IOException {
        JsonObject facts = Fixtures.json(result.getOutput()).getAsJsonObject();
        assertThat(facts.getAsJsonArray("devices").get(0).getAsString()).isEqualTo("cpu");
        assertThat(facts.get("pytorch").getAsString()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(Path.of(facts.get("libraries").getAsString())).isDirectory();
        assertThat(facts.get("threads").getAsInt()).isPositive();
        assertThat(facts.get("source").getAsString()).isEqualTo("the class path");
        assertThat(facts.get("build").getAsString()).isEqualTo("cpu");
        assertThat(facts.getAsJsonObject("driver").keySet()).isNotEmpty();
        assertThat(facts.getAsJsonObject("cudaLibraries").get("folder").getAsString())
                .endsWith("ct-attention-cuda-2.7.1-cu128");
        assertThat(facts.getAsJsonArray("missing"))
                .hasSize(1)
                .first()
                .asString()
                .contains("`ct-attention cuda install`");
    }

    @Test
    @Launch("devices")
    void whatIsMissingForAGpuIsSaidWithTheCommandThatMendsIt(LaunchResult result) {
        assertThat(result.getOutputStream())
                .anyMatch(line -> line.matches("libraries  /.+ \\(the class path\\)"))
                .anyMatch(line -> line.startsWith("driver     "))
                .anyMatch(line -> line.matches("missing    .*`ct-attention cuda install`.*"));
    }
}
