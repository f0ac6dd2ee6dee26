package io.ctattention.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.cli.Fixtures;
import io.ctattention.cli.PlainCommandLine;
import io.ctattention.model.ModelFolder;
import io.quarkus.test.junit.main.LaunchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishCommandTest {

    @TempDir Path folder;

    private static LaunchResult publish(Path model, Path target) {
        return PlainCommandLine.run("publish", model.toString(), target.toString());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String hash(Path model) throws IOException {
        return ModelFolder.verify(model).parametersSha256();
    }

    @Test
    void aModelTakesThePlaceOfAnotherAndTheMessageNamesBoth() throws IOException {
        Path first = Fixtures.baseline(folder.resolve("first"));
        Path second = Fixtures.cbam(folder.resolve("second"));
        Files.createDirectory(second.resolve("training-state")); // of a checkpoint; stays there
        Path target = folder.resolve("models/default");

        assertThat(publish(first, target).getOutput())
                .isEqualTo(target + " is now baseline, SHA-256 " + hash(first) + "; it is new");
        assertThat(publish(second, target).getOutput())
                .isEqualTo(
                        target
                                + " is now cbam, SHA-256 "
                                + hash(second)
                                + "; it replaced baseline, SHA-256 "
                                + hash(first));
        assertThat(names(target))
                .containsExactly("ct-attention-0000.params", "model.json", "serving.properties");
        assertThat(target.resolve("ct-attention-0000.params"))
                .hasSameBinaryContentAs(second.resolve("ct-attention-0000.params"));
        assertThat(names(target.getParent())).containsExactly(".ct-attention.lock", "default");
        assertThat(publish(second, target).getOutput()).endsWith("; it already held this model");
    }

    @Test
    void whatIsNoModelIsNeitherPublishedNorReplaced() throws IOException {
        Path model = Fixtures.baseline(folder.resolve("model"));
        Path damaged = Fixtures.baseline(folder.resolve("damaged"));
        Fixtures.cut(damaged.resolve("ct-attention-0000.params"), 1000);
        Path models = folder.resolve("models");
        Path target = models.resolve("default");
        publish(model, target);
        String before = hash(target);

        LaunchResult notWhole = publish(damaged, target);
        assertThat(notWhole.exitCode()).isEqualTo(1);
        assertThat(notWhole.getErrorOutput()).contains("its SHA-256 is");
        assertThat(hash(target)).isEqualTo(before);

        LaunchResult oneAbove = publish(model, models);
        assertThat(oneAbove.exitCode()).isEqualTo(1);
        assertThat(oneAbove.getErrorOutput())
                .contains(models + ": holds '")
                .contains("such as " + target);
        assertThat(hash(target)).isEqualTo(before);

        Files.writeString(target.resolve("notes.txt"), "of worth");
        assertThat(publish(model, target).getErrorOutput())
                .contains(target + ": holds 'notes.txt'");
        assertThat(target.resolve("notes.txt")).hasContent("of worth");

        LaunchResult itself = publish(model, folder.resolve("models/../model"));
        assertThat(itself.exitCode()).isEqualTo(1);
        assertThat(itself.getErrorOutput()).contains("is the model itself");
        assertThat(hash(model)).isEqualTo(before);
    }

    @Test
    void aDamagedModelAnEmptyFolderAndALinkAreReplaced() throws IOException {
        Path model = Fixtures.baseline(folder.resolve("model"));
        Path damaged = Fixtures.cbam(folder.resolve("damaged"));
        Files.writeString(damaged.resolve("model.json"), "{");
        assertThat(publish(model, damaged).getOutput())
                .endsWith("; it held no complete model before");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(publish(model, empty).exitCode()).isZero();

        Path old = Fixtures.cbam(folder.resolve("old"));
        String before = hash(old);
        Path link = Files.createSymbolicLink(folder.resolve("link"), old);
        assertThat(publish(model, link).getOutput())
                .endsWith("; it was a link to " + old + ", which stays");
        for (Path replaced : List.of(damaged, empty, link)) {
            assertThat(hash(replaced)).isEqualTo(hash(model));
        }
        assertThat(hash(old)).isEqualTo(before);
    }

    @Test
    void whatACrashLeftBetweenTheRenamesIsTakenUp() throws IOException {
        Path model = Fixtures.baseline(folder.resolve("model"));
        Path target = folder.resolve("default");
        Path old = Fixtures.cbam(folder.resolve(".default.previous"));
        String before = hash(old);
        Files.createDirectory(folder.resolve(".default.new"));
        Files.writeString(folder.resolve(".default.new/model.json"), "half of");

        assertThat(publish(model, target).getOutput())
                .endsWith("; it replaced cbam, SHA-256 " + before);
        assertThat(hash(target)).isEqualTo(hash(model));
        assertThat(names(folder)).containsExactly(".ct-attention.lock", "default", "model");
    }
}
