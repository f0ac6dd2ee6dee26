package io.ctattention.quarkus.deployment;

import io.ctattention.quarkus.runtime.device.PyTorchLibraries;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.pkg.builditem.ArtifactResultBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.deployment.pkg.builditem.OutputTargetBuildItem;
import io.quarkus.deployment.pkg.steps.NativeBuild;
import io.quarkus.maven.dependency.ResolvedDependency;
import io.quarkus.paths.PathTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Puts PyTorch's libraries next to a native executable: 450 MB are too much to embed. */
@SuppressWarnings("deprecation") // of the condition, which Quarkus' own extensions use, too
@BuildSteps(onlyIf = NativeBuild.class)
class LibtorchProcessor {

    private static final Logger LOG = Logger.getLogger(LibtorchProcessor.class);
    private static final String GROUP = "ai.djl.pytorch";

    /** Without it the executable finds no engine; asking for results makes Quarkus run the step. */
    @BuildStep
    void copyLibraries(
            CurateOutcomeBuildItem outcome,
            OutputTargetBuildItem target,
            BuildProducer<ArtifactResultBuildItem> results)
            throws IOException {
        List<PathTree> jars =
                outcome.getApplicationModel().getRuntimeDependencies().stream()
                        .filter(jar -> jar.getGroupId().equals(GROUP))
                        .map(ResolvedDependency::getContentTree)
                        .toList();
        Path folder = target.getOutputDirectory().resolve(PyTorchLibraries.FOLDER);
        Optional<List<Path>> written = new LibtorchFolder(jars).copyTo(folder);
        if (written.isEmpty()) {
            LOG.warn(
                    "No dependency contains PyTorch's libraries (pytorch-native-cpu does). Where"
                            + " the executable runs, quarkus.ct-attention.pytorch.library-path must"
                            + " name a folder with them");
        } else if (!written.get().isEmpty()) {
            LOG.infof("Wrote PyTorch's libraries to %s; deploy them with the executable", folder);
        }
    }
}
