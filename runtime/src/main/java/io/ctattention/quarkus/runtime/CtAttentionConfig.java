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
     * The number of threads that one operation uses on the CPU, for the whole process. By default,
     * PyTorch uses one per core, which answers a single caller fastest. If there are always as many
     * callers as cores, 1 answers more of them: on two cores a slice took 0.8 of the time.
     *
     * @return the threads
     */
    OptionalInt threads();

    /**
     * Whether GPUs may compute convolutions and matrix products with TF32. It is faster on NVIDIA's
     * Ampere and later, but keeps only 10 of the 23 bits of a fraction: probabilities differ from
     * the CPU's by about 0.001. By default, they compute in float32. The setting applies to all
     * models and trainings of the process, and has no effect on the CPU.
     *
     * @return whether TF32 is allowed
     */
    @WithDefault("false")
    boolean tf32();

    /**
     * How often to check whether the folder of a model was replaced. If it was, the new model
     * answers from then on, and calls in progress finish on the old one. A damaged model, or one
     * with other classes, is refused with a warning, and the old one stays in use. By default, and
     * always for those of `classpath:`, models stay as they are until the application restarts.
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
     * Defaults of `CtTrainer`, which a request may override.
     *
     * @return the defaults
     */
    @ConfigDocSection
    TrainingConfig training();

    /** One model. */
    @ConfigGroup
    interface ModelConfig {

        /**
         * The model folder, as written by `ct-attention train` or `CtTrainer`: a path, absolute or
         * relative to the working directory, or `classpath:` and the path of a folder in the
         * application's resources. The application does not start if an injection point needs the
         * model and this is not set, or if the folder is missing, damaged or of another version.
         * For a native executable, a `classpath:` folder must be set when it is built.
         *
         * @return the model
         */
        Optional<String> model();

        /**
         * The device of the model: `auto` (the first CUDA device, or the CPU if there is none),
         * `cpu`, `cuda` (the first) or `cuda:N`. The application does not start if it requests a
         * CUDA device that does not exist. By default, a named model uses the device of the unnamed
         * one, and that one `auto`.
         *
         * @return the device
         */
        Optional<String> device();

        /**
         * The number of predictions that the model makes at the same time; further callers wait.
         * Each needs memory for its features: about 20 MB at an input of 180 x 180. By default, it
         * is one per core.
         *
         * @return the predictors, at least 1
         */
        OptionalInt predictors();
    }

    /** The native libraries of PyTorch. */
    @ConfigGroup
    interface PyTorchConfig {

        /**
         * A folder with the libraries of libtorch, for a GPU or for a native executable that is not
         * next to its `libtorch/`. By default, a JVM uses the folder in the environment variable
         * `PYTORCH_LIBRARY_PATH`; else the libraries that `ct-attention cuda install` has unpacked,
         * if there is a GPU for them and `PYTORCH_FLAVOR` is not set; else the CPU build among its
         * jars. A native executable uses the folder `libtorch` next to it.
         *
         * @return the folder
         */
        Optional<Path> libraryPath();

        /**
         * The build of the libraries: `cpu`, or `cu128` for CUDA 12.8. Only used with a library
         * path. By default, it is `cu128` if they include `libtorch_cuda`, else `cpu`.
         *
         * @return the flavor
         */
        Optional<String> flavor();
    }

    /** What the trainer does unless a request says otherwise. */
    @ConfigGroup
    interface TrainingConfig {

        /**
         * The folder for training results; each training creates a new folder in it.
         *
         * @return the folder
         */
        @WithDefault("runs")
        Path directory();

        /**
         * The network: `baseline` (or `none`), or the attention after its convolutions, such as
         * `cbam` or `se`; `ct-attention networks` lists them.
         *
         * @return the network
         */
        @WithDefault("cbam")
        NetworkName network();

        /**
         * The side of the network's square input in pixels, at least 18.
         *
         * @return the side
         */
        @WithDefault("180")
        int size();

        /**
         * The memory for decoded slices. If they do not fit, they are decoded again for every
         * batch.
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
