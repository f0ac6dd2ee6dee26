package io.ctattention.quarkus.runtime;

import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.quarkus.ModelName;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigDocSection;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import io.smallrye.config.WithUnnamedKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Models, devices and training, decided when the application starts. */
@ConfigMapping(prefix = "quarkus.ct-attention")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface CtAttentionConfig {

    /**
     * The models, by name.
     *
     * @return the models
     */
    @WithParentName
    @WithUnnamedKey(ModelName.DEFAULT)
    @WithDefaults
    @ConfigDocMapKey("model-name")
    Map<String, ModelConfig> models();

    /**
     * How many threads one operation uses on the CPU, for the whole process. Without it PyTorch
     * takes one for each core, which answers a single caller soonest. Where there are always as
     * many callers as cores, 1 answers more of them: on two cores a slice took 0.8 of the time.
     *
     * @return the threads
     */
    OptionalInt threads();

    /**
     * Whether GPUs may compute convolutions and matrix products with TF32, which from NVIDIA's
     * Ampere on is faster and keeps 10 of the 23 bits of a fraction: probabilities then differ from
     * the CPU's by about 0.001. Without it they compute in float32. It holds for all models and
     * trainings of the process, and has no effect on the CPU.
     *
     * @return whether TF32 is allowed
     */
    @WithDefault("false")
    boolean tf32();

    /**
     * How often to look whether the folder of a model was replaced. Another model in its place
     * answers from then on, and calls in progress finish on the old one; a damaged one, or one of
     * other classes, is refused with a warning and the old one goes on. Without it models stay as
     * they are until the application starts again, as those of `classpath:` always do.
     *
     * @return the time between two looks
     */
    Optional<Duration> reload();

    /**
     * The native libraries of PyTorch.
     *
     * @return the libraries
     */
    @ConfigDocSection
    PyTorchConfig pytorch();

    /**
     * What `CtTrainer` does unless a request says otherwise.
     *
     * @return the defaults
     */
    @ConfigDocSection
    TrainingConfig training();

    /** One model. */
    @ConfigGroup
    interface ModelConfig {

        /**
         * The model: a folder that `ct-attention train` or `CtTrainer` made, absolute or relative
         * to the working directory, or `classpath:` and the path of a folder among the
         * application's resources. The application does not start if an injection point needs the
         * model and this is not set, or if the folder is missing, damaged or of another version. A
         * `classpath:` folder in a native executable must be known when that is built.
         *
         * @return the model
         */
        Optional<String> model();

        /**
         * Where the model computes: `auto` (the first CUDA device, or the CPU where there is none),
         * `cpu`, `cuda` (the first) or `cuda:N`. The application does not start if a CUDA device is
         * asked for and not there. A named model without it computes where the unnamed one does,
         * and that one on `auto`.
         *
         * @return the device
         */
        Optional<String> device();

        /**
         * How many predictions the model makes at a time; further callers wait. Each takes memory
         * for its features: some 20 MB at an input of 180 x 180. Without it there is one for each
         * core.
         *
         * @return the predictors, at least 1
         */
        OptionalInt predictors();
    }

    /** The native libraries of PyTorch. */
    @ConfigGroup
    interface PyTorchConfig {

        /**
         * A folder with the libraries of libtorch, for a GPU or for a native executable that does
         * not lie beside its `libtorch/`. Without it a JVM takes what the environment variable
         * `PYTORCH_LIBRARY_PATH` names, else what `ct-attention cuda install` has laid out, if
         * there is a GPU for it and `PYTORCH_FLAVOR` is not set, else the CPU build among its jars;
         * and a native executable the folder `libtorch` beside itself.
         *
         * @return the folder
         */
        Optional<Path> libraryPath();

        /**
         * What the libraries were built for: `cpu`, or `cu128` for CUDA 12.8. Only with a library
         * path; without it they are taken for `cu128` if they include `libtorch_cuda`, else `cpu`.
         *
         * @return the flavor
         */
        Optional<String> flavor();
    }

    /** What the trainer does unless a request says otherwise. */
    @ConfigGroup
    interface TrainingConfig {

        /**
         * Where trainings put their results, each in a new folder.
         *
         * @return the folder
         */
        @WithDefault("runs")
        Path directory();

        /**
         * The network: `baseline`, or the attention that it has after its convolutions, such as
         * `cbam` or `se`; `ct-attention networks` lists them. `none` is another word for the
         * baseline.
         *
         * @return the network
         */
        @WithDefault("cbam")
        NetworkName network();

        /**
         * The side of the network's input in pixels, from 18.
         *
         * @return the side
         */
        @WithDefault("180")
        int size();

        /**
         * How much memory decoded slices may take; what does not fit is decoded for every batch.
         *
         * @return the size
         */
        @WithDefault("2G")
        MemorySize memoryBudget();
    }

    /**
     * A network by its name.
     *
     * @param attention what follows its convolutions
     */
    record NetworkName(AttentionSpec.Kind attention) {

        /**
         * Reads a name; the configuration finds this by its signature.
         *
         * @param name {@code baseline}, or the id of an attention
         * @return the network
         * @throws IllegalArgumentException if there is none of that name
         */
        public static NetworkName of(String name) {
            return new NetworkName(AttentionSpec.Kind.parse(name));
        }
    }
}
