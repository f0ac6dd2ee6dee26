package io.ctattention.quarkus.runtime;

import java.nio.file.Path;
import java.util.Optional;

/** Placeholder until the native branch is merged. */
public final class PyTorchLibraries {

    private PyTorchLibraries() {}

    static void use(Optional<Path> folder, Optional<String> flavor) {}
}
