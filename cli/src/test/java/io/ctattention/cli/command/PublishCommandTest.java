package io.ctattention.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.cli.Fixtures;
import io.ctattention.file.FolderLock;
import io.ctattention.model.ModelFolder;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusMainTest
class PublishCommandTest {

    @TempDir Path folder;

    private static LaunchResult publish(QuarkusMainLauncher launcher, Path model, Path target) {
        return launcher.launch("publish", model.toString(), target.toString());
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
    void aModelTakesThePlaceOfAnotherAndTheMessageNamesBoth(QuarkusMainLauncher launcher)
            throws IOException {
        Path first = Fixtures.baseline(folder.resolve("first"));
        Path second = Fixtures.cbam(folder.resolve("second"));
        Files.createDirectory(second.resolve("training-state")); // of a checkpoint; stays there
        Path target = folder.resolve("models/default");

        assertThat(publish(launcher, first, target).getOutput())
                .isEqualTo(target + " is now baseline, SHA-256 " + hash(first) + "; it is new");
        assertThat(publish(launcher, second, target).getOutput())
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
        assertThat(publish(launcher, second, target).getOutput())
                .endsWith("; it already held this model");
    }

    @Test
    void whatIsNoModelIsNeitherPublishedNorReplaced(QuarkusMainLauncher launcher)
            throws IOException {
        Path model = Fixtures.baseline(folder.resolve("model"));
        Path damaged = Fixtures.baseline(folder.resolve("damaged"));
        Fixtures.cut(damaged.resolve("ct-attention-0000.params"), 1000);
        Path models = folder.resolve("models");
        Path target = models.resolve("default");
        publish(launcher, model, target);
        String before = hash(target);

        LaunchResult notWhole = publish(launcher, damaged, target);
        assertThat(notWhole.exitCode()).isEqualTo(1);
        assertThat(notWhole.getErrorOutput()).contains("its SHA-256 is");
        assertThat(hash(target)).isEqualTo(before);

        LaunchResult oneAbove = publish(launcher, model, models);
        assertThat(oneAbove.exitCode()).isEqualTo(1);
        assertThat(oneAbove.getErrorOutput())
                .contains(models + ": holds '")
                .contains("such as " + target);
        assertThat(hash(target)).isEqualTo(before);

        Files.writeString(target.resolve("notes.txt"), "of worth");
        assertThat(publish(launcher, model, target).getErrorOutput())
                .contains(target + ": holds 'notes.txt'");
        assertThat(target.resolve("notes.txt")).hasContent("of worth");

        LaunchResult itself = publish(launcher, model, folder.resolve("models/../model"));
        assertThat(itself.exitCode()).isEqualTo(1);
        assertThat(itself.getErrorOutput()).contains("is the model itself");
        assertThat(hash(model)).isEqualTo(before);
    }

    @Test
    void aDamagedModelAnEmptyFolderAndALinkAreReplaced(QuarkusMainLauncher launcher)
            throws IOException {
        Path model = Fixtures.baseline(folder.resolve("model"));
        Path damaged = Fixtures.cbam(folder.resolve("damaged"));
        Files.writeString(damaged.resolve("model.json"), "{");
        assertThat(publish(launcher, model, damaged).getOutput())
                .endsWith("; it held no complete model before");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(publish(launcher, model, empty).exitCode()).isZero();

        Path old = Fixtures.cbam(folder.resolve("old"));
        String before = hash(old);
        Path link = Files.createSymbolicLink(folder.resolve("link"), old);
        assertThat(publish(launcher, model, link).getOutput())
                .endsWith("; it was a link to " + old + ", which stays");
        for (Path replaced : List.of(damaged, empty, link)) {
            assertThat(hash(replaced)).isEqualTo(hash(model));
        }
        assertThat(hash(old)).isEqualTo(before);
    }

    @Test
    void whatACrashLeftBetweenTheRenamesIsTakenUp(QuarkusMainLauncher launcher) throws IOException {
        Path model = Fixtures.baseline(folder.resolve("model"));
        Path target = folder.resolve("default");
        Path old = Fixtures.cbam(folder.resolve(".default.previous"));
        String before = hash(old);
        Files.createDirectory(folder.resolve(".default.new"));
        Files.writeString(folder.resolve(".default.new/model.json"), "half of");

        assertThat(publish(launcher, model, target).getOutput())
                .endsWith("; it replaced cbam, SHA-256 " + before);
        assertThat(hash(target)).isEqualTo(hash(model));
        assertThat(names(folder)).containsExactly(".ct-attention.lock", "default", "model");
    }

    @Test
    void twoAtOnceExcludeEachOther(QuarkusMainLauncher launcher) throws IOException {
        Path model = Fixtures.baseline(folder.resolve("model"));
        Path models = folder.resolve("models");
        try (FolderLock lock = FolderLock.take(models)) {
            LaunchResult second = publish(launcher, model, models.resolve("default"));
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.getErrorOutput())
                    .contains(models + ": process " + ProcessHandle.current().pid() + " on ")
                    .contains(" is writing here; wait until it is done");
        }
        assertThat(models.resolve("default")).doesNotExist();
        assertThat(publish(launcher, model, models.resolve("default")).exitCode()).isZero();
    }
}
