package io.ctattention.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.ctattention.cli.Fixtures;
import io.quarkus.test.junit.main.Launch;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusMainTest
class NetworksCommandTest {

    @Test
    @Launch("networks")
    void theTableShowsTheNetworksOfThePaperWithTheirCosts(LaunchResult result) {
        List<String> lines = result.getOutputStream();
        assertThat(lines).hasSize(9);
        assertThat(lines.get(0)).contains("multiply-adds", "activations a slice", "a batch of 34");
        assertThat(lines.get(1)).startsWith("none ").contains("6 941 890", "235.7 M", "11.4 MB");
        assertThat(lines.get(2))
                .startsWith("cbam ")
                .contains("conv1 conv2 conv3", "6 943 506", "Woo et al. 2018");
        assertThat(lines.get(6)).startsWith("nonlocal ").contains("  conv3  ", "284.4 M");
        assertThat(lines.get(8)).startsWith("residual ").endsWith("Wang et al. 2017");
    }

    @Test
    @Launch({"networks", "--json", "--size=36", "--batch-size=2"})
    void theDocumentHoldsPlainNumbers(LaunchResult result) throws Exception {
        JsonObject document = Fixtures.json(result.getOutput()).getAsJsonObject();
        assertThat(document.get("size").getAsInt()).isEqualTo(36);
        List<String> words = new ArrayList<>();
        for (JsonElement element : document.getAsJsonArray("networks")) {
            JsonObject network = element.getAsJsonObject();
            words.add(network.get("attention").getAsString());
            assertThat(network.get("batchActivationBytes").getAsLong())
                    .isEqualTo(2 * network.get("activationBytes").getAsLong());
        }
        assertThat(words)
                .containsExactly(
                        "none", "cbam", "se", "srm", "gc", "nonlocal", "crisscross", "residual");
        JsonObject nonLocal = document.getAsJsonArray("networks").get(5).getAsJsonObject();
        assertThat(nonLocal.getAsJsonArray("after")).hasSize(3); // small enough everywhere
    }
}
