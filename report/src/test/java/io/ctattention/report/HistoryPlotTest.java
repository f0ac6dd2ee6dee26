package io.ctattention.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.phantom.PhantomSlices;
import io.ctattention.training.History;
import io.ctattention.training.Training;
import io.ctattention.training.TrainingListener;
import io.ctattention.training.TrainingPlan;
import io.ctattention.training.recipe.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryPlotTest {

    @TempDir Path folder;

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa-IR", "ar-EG", "bn-BD"})
    void aTrainingDrawsItTheSameInEveryLocale(String locale) throws IOException {
        Locale.setDefault(Locale.forLanguageTag(locale));
        new PhantomSlices(1).write(folder.resolve("slices"), 12);
        SliceSet slices = SliceSetReader.read(folder.resolve("slices"), ReadOptions.defaults());
        History history = null;
        for (int epochs = 1; epochs <= 2; epochs++) { // the second time it goes on
            history = train(slices, epochs);
        }

        Path plot = folder.resolve("plot.png");
        Locale.setDefault(before);
        new HistoryPlot().plot(history, "cbam on phantom slices", plot);
        assertThat(folder.resolve("run/history.png")).hasSameBinaryContentAs(plot);
        assertThat(ImageIO.read(plot.toFile()).getWidth()).isEqualTo(1280);
    }

    private History train(SliceSet slices, int epochs) throws IOException {
        TrainingPlan plan =
                TrainingPlan.builder()
                        .setNetwork(NetworkSpec.paper(AttentionSpec.CBAM, 20, 2))
                        .setSlices(slices)
                        .setPartition(PartitionOptions.of(Protocol.SPLIT, 1))
                        .optRecipe(TrainingRecipe.PAPER.withEpochs(epochs))
                        .setOutput(folder.resolve("run"))
                        .optResume(true)
                        .build();
        return Training.train(plan, TrainingListener.NONE, () -> false).history();
    }
}
