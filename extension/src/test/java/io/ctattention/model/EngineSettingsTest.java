package io.ctattention.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineSettingsTest {

    private static EngineSettings of(String... namesAndValues) {
        Map<String, String> set =
                namesAndValues.length == 2
                        ? Map.of(namesAndValues[0], namesAndValues[1])
                        : Map.of();
        return new EngineSettings(set::get);
    }

    @Test
    void anotherVersionIsNamedRatherThanDownloaded() {
        assertThatThrownBy(() -> of("PYTORCH_VERSION", "1.13.1").require("2.7.1", true))
                .isInstanceOf(EngineException.class)
                .hasMessage(
                        "PYTORCH_VERSION is 1.13.1: this program is made for 2.7.1 and downloads no other;"
                                + " unset it");
        assertThatCode(() -> of("PYTORCH_VERSION", "2.7.1").require("2.7.1", true))
                .doesNotThrowAnyException();
        assertThatCode(() -> of("PYTORCH_VERSION", "2.5.1").require("2.7.1", false))
                .as("an application without libraries has DJL download them")
                .doesNotThrowAnyException();
    }

    @Test
    void aFolderWithoutLibtorchIsNamedRatherThanPassedOver(@TempDir Path folder)
            throws IOException {
        EngineSettings settings = of("PYTORCH_LIBRARY_PATH", folder.toString());
        assertThatThrownBy(() -> settings.require("2.7.1", true))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("PYTORCH_LIBRARY_PATH is " + folder + ": there is no ")
                .hasMessageEndingWith("or unset it");
        assertThatThrownBy(() -> of("PYTORCH_LIBRARY_PATH", "/nowhere").require("2.7.1", true))
                .hasMessageStartingWith("PYTORCH_LIBRARY_PATH is /nowhere: there is no ");

        Files.createFile(folder.resolve(System.mapLibraryName("torch")));
        assertThatCode(() -> settings.require("2.7.1", true)).doesNotThrowAnyException();
    }

    @Test
    void whatIsSetIsSaid() {
        assertThat(of().text()).isEmpty();
        assertThat(of("DJL_DEFAULT_ENGINE", "TensorFlow").text())
                .isEqualTo(" These environment variables are set: DJL_DEFAULT_ENGINE=TensorFlow");
    }
}
