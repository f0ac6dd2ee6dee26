package io.ctattention.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ctattention.comparison.ComparisonListener;
import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.NetworkResult;
import io.ctattention.comparison.Run;
import io.ctattention.dataset.Protocol;
import io.ctattention.phantom.PhantomSlices;
import io.ctattention.quarkus.ComparisonRequest;
import io.ctattention.quarkus.CtComparer;
import io.ctattention.training.EpochRecord;
import io.ctattention.training.recipe.TrainingRecipe;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that injects no classifier needs no model to compare networks. */
class ComparerTest {

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .withEmptyApplication()
                    .overrideConfigKey("quarkus.ct-attention.training.size", "32");

    @Inject CtComparer comparer;

    private Path folder;

    @BeforeEach
    void drawSlices() throws Exception {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "comparer");
        new PhantomSlices(1).write(folder.resolve("slices"), 16);
    }

    private ComparisonRequest request(int epochs) {
        return ComparisonRequest.builder()
                .setData(folder.resolve("slices"))
                .setOutput(folder.resolve("out"))
                .optSeeds(Protocol.SPLIT, 2)
                .optRecipe(TrainingRecipe.PAPER.withEpochs(epochs))
                .build();
    }

    @Test
    void itComparesTheBaselineWithCbamOfTheConfiguredSize() throws Exception {
        ComparisonReport report = comparer.compare(request(1), ComparisonListener.NONE);

        assertThat(report.networks())
                .extracting(NetworkResult::name)
                .containsExactly("baseline", "cbam");
        assertThat(report.networks().get(0).network().size()).isEqualTo(32);
        assertThat(folder.resolve("out/comparison.html")).isNotEmptyFile();
    }

    @Test
    void afterAFailureTheSameRequestGoesOn() throws Exception {
        List<String> epochs = new CopyOnWriteArrayList<>();
        ComparisonListener failing =
                new ComparisonListener() {
                    @Override
                    public void epochDone(Run run, EpochRecord epoch) {
                        epochs.add(run.name());
                        if (epochs.size() == 2) {
                            throw new IllegalStateException("enough");
                        }
                    }
                };
        assertThatThrownBy(() -> comparer.compare(request(1), failing)).hasMessage("enough");

        ComparisonReport report =
                comparer.compareAsync(request(1)).await().atMost(Duration.ofMinutes(3));
        assertThat(epochs).containsExactly("baseline-seed-1", "cbam-seed-1");
        assertThat(report.networks().get(1).runs()).hasSize(2);
    }
}
