package io.ctattention.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.cli.Fixtures;
import io.ctattention.file.FolderLock;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quarkus gives each command its own class loader, so that a lock of this test is not its own. */
@QuarkusMainTest
class LockedFolderTest {

    @TempDir Path folder;

    @Test
    void comparisonsAndExplanationsLeaveAFolderToWhoWritesIt(QuarkusMainLauncher launcher)
            throws Exception {
        String model = Fixtures.baseline(folder.resolve("model")).toString();
        Path slices = Fixtures.slices(folder.resolve("slices"));
        String compared = folder.resolve("comparison").toString();
        try (FolderLock lock = FolderLock.take(Path.of(compared))) {
            refused(launcher.launch("compare", slices.toString(), "-o", compared), compared);
        }
        String maps = folder.resolve("maps").toString();
        try (FolderLock lock = FolderLock.take(Path.of(maps))) {
            String slice = Fixtures.slice(slices).toString();
            Path answers = Files.writeString(folder.resolve("maps/a.jsonl"), "of value\n");
            String[] explain = {"explain", model, slice, "-o", maps, "--jsonl", answers.toString()};
            refused(launcher.launch(explain), maps);
            assertThat(answers).hasContent("of value\n");
        }
    }

    @Test
    void oneModelIsPublishedAtATime(QuarkusMainLauncher launcher) throws Exception {
        String model = Fixtures.baseline(folder.resolve("model")).toString();
        Path models = folder.resolve("models");
        String[] publish = {"publish", model, models.resolve("default").toString()};
        try (FolderLock lock = FolderLock.take(models)) {
            refused(launcher.launch(publish), models.toString());
        }
        assertThat(models.resolve("default")).doesNotExist();
        assertThat(launcher.launch(publish).exitCode()).isZero();
    }

    private static void refused(LaunchResult result, String output) {
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.getErrorOutput())
                .contains(output + ": process " + ProcessHandle.current().pid() + " on ")
                .contains(" is writing here; wait until it is done, stop it, or choose another");
    }
}
