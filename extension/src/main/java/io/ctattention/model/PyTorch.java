package io.ctattention.model;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import io.ctattention.engine.CudaLibraries;
import io.ctattention.engine.EngineLibraries;
import io.ctattention.file.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The PyTorch engine, started as this library needs it: it sends no usage reports, it downloads
 * nothing if a native library is on the class path, and it uses the CUDA libraries if they are
 * installed and there is a GPU.
 */
public final class PyTorch {

    private static final NDIndex EVERYTHING = new NDIndex(":");

    private static Runnable beforeStart = () -> {};
    private static volatile boolean started;

    private PyTorch() {}

    /**
     * Runs an action before the engine starts, such as choosing its libraries; as late as possible,
     * because a program may end without an engine.
     *
     * @param action what to do, in place of an earlier one; what it throws, {@link #engine} throws
     */
    public static synchronized void beforeStart(Runnable action) {
        beforeStart = action;
    }

    /**
     * Starts the engine if it does not run yet.
     *
     * @return the engine
     * @throws EngineException if there is no native library for this platform or it cannot be
     *     unpacked or loaded; the message says where it was looked for, and names the environment
     *     variables that had a say
     */
    public static Engine engine() {
        if (!started) {
            start();
        }
        return Engine.getEngine("PyTorch");
    }

    /**
     * Describes the engine's libraries without loading them.
     *
     * @return the versions and the platform
     */
    public static Platform platform() {
        EngineCache.prepare(); // counting CUDA devices unpacks a library, too
        EngineLibraries.choose(); // and is done once
        return Platform.detectPlatform("pytorch");
    }

    private static synchronized void start() {
        boolean unpacks = EngineCache.prepare();
        beforeStart.run();
        EngineLibraries source = EngineLibraries.choose();
        System.setProperty("OPT_OUT_TRACKING", "true");
        boolean libraries = hasResource("native/lib/pytorch.properties");
        if (libraries) {
            System.setProperty("ai.djl.offline", "true");
        }
        EngineSettings settings = new EngineSettings(Utils::getEnvOrSystemProperty);
        if (!unpacks && !settings.namesLibraries()) {
            throw new EngineException(
                    "PyTorch's libraries are unpacked into a folder, and this user can write"
                            + " neither a home nor XDG_CACHE_HOME, TMPDIR or java.io.tmpdir; set"
                            + " DJL_CACHE_DIR to a folder with 450 MB of space");
        }
        settings.require(Platform.fromSystem("pytorch").getVersion(), libraries);
        try {
            Engine.getEngine("PyTorch");
        } catch (RuntimeException | LinkageError | AssertionError e) { // all of them DJL's
            throw new EngineException(
                    String.format(
                            Locale.ROOT,
                            "PyTorch cannot be started (%s). %s.%s",
                            Fault.text(e),
                            source.advice().orElseGet(EngineCache::advice),
                            settings.text()),
                    e);
        }
        started = true;
    }

    private static boolean hasResource(String name) {
        try {
            return ClassLoaderUtils.getResource(name) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Returns where the engine's native libraries come from.
     *
     * @return the choice; it needs no engine
     */
    public static EngineLibraries libraries() {
        EngineCache.prepare();
        return EngineLibraries.choose();
    }

    /**
     * Returns the libraries for CUDA that are used where there is a GPU, whether installed or not.
     *
     * @return their folder; it needs no engine
     */
    public static CudaLibraries cudaLibraries() {
        EngineCache.prepare();
        return CudaLibraries.installed();
    }

    /**
     * Whether the engine's native libraries are built for CUDA.
     *
     * @return true also where there is no GPU
     */
    public static boolean isForCuda() {
        return EngineLibraries.areForCuda(Path.of(libraryFolder()));
    }

    /**
     * Sets how many threads one operation uses on the CPU, for the whole process.
     *
     * @param threads at least 1
     */
    public static void setThreads(int threads) {
        engine();
        JniUtils.setNumThreads(threads);
    }

    /**
     * Returns how many threads one operation uses on the CPU.
     *
     * @return at least 1
     */
    public static int threads() {
        engine();
        return JniUtils.getNumThreads();
    }

    /**
     * Returns where the native libraries were found.
     *
     * @return a folder
     */
    public static String libraryFolder() {
        engine();
        return LibUtils.getLibtorchPath();
    }

    /**
     * Copies an array over another, bit for bit. {@link NDArray#copyTo} does the same, but the
     * first call prints a warning of PyTorch's about DJL's native code.
     *
     * @param from the values
     * @param to an array of the same shape and type, of at least one dimension
     */
    public static void copy(NDArray from, NDArray to) {
        try (NoGradient scope = noGradient()) {
            to.set(EVERYTHING, from);
        }
    }

    /**
     * Switches gradient graphs off on this thread until the returned scope is closed. DJL does so
     * only on the thread that loads the engine; on any other thread a forward pass over weights
     * that are being trained would record a graph.
     *
     * @return the scope
     */
    public static NoGradient noGradient() {
        engine();
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        return () -> JniUtils.setGradMode(before);
    }

    /** A scope in which the current thread records no gradient graph. */
    @FunctionalInterface
    public interface NoGradient extends AutoCloseable {
        @Override
        void close();
    }
}
