package io.ctattention.check.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.model.PyTorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The resource that devices are compared with. Where a network changes on purpose or one is added,
 * this makes it again, on the CPU, once the golden tests pass:
 *
 * <pre>
 * mvn -pl extension test -Dtest=ExpectedNumbersTest -Dct-attention.check.write=true
 * </pre>
 */
class ExpectedNumbersTest {

    private static final Path RESOURCE =
            Path.of("src/main/resources/io/ctattention/check/numbers", ExpectedNumbers.RESOURCE);

    @Test
    @EnabledIfSystemProperty(named = "ct-attention.check.write", matches = "true")
    void itIsMadeAgain(@TempDir Path folder) throws IOException {
        PyTorch.engine();
        Map<String, NetworkNumbers> networks = new LinkedHashMap<>();
        for (AttentionSpec.Kind kind : AttentionSpec.Kind.values()) {
            NetworkSpec spec = NetworkNumbers.spec(kind);
            networks.put(
                    spec.name(),
                    NetworkNumbers.compute(spec, Device.cpu())
                            .with(
                                    NetworkNumbers.heatMaps(
                                            spec, Device.cpu(), folder.resolve(spec.name()))));
        }
        Files.createDirectories(RESOURCE.getParent());
        Files.writeString(RESOURCE, new ExpectedNumbers(networks).toJson());
    }

    @Test
    void itIsSmallAndKnowsEveryNetwork() throws IOException {
        assertThat(Files.size(RESOURCE)).isLessThan(100_000);
        assertThat(ExpectedNumbers.read().networks().keySet())
                .containsExactlyElementsOf(
                        Arrays.stream(AttentionSpec.Kind.values())
                                .map(kind -> NetworkNumbers.spec(kind).name())
                                .toList());
    }

    /** The numbers that the golden vectors of the backbones give for their formula, the same. */
    @Test
    void theFormulaIsThatOfTheGoldenVectors() {
        assertThat(Formula.uniform("input", 3))
                .containsExactly(
                        new float[] {0.99511409f, -0.30040538f, 0.55908847f}, within(1e-7f));
        assertThat(Formula.uniform("conv1.weight", 2))
                .containsExactly(new float[] {-0.49021983f, -0.94940805f}, within(1e-7f));
    }
}
