package io.ctattention.model;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.ClassLoaderUtils;
import java.io.IOException;

/**
 * The PyTorch engine, started the way this library needs it: it reports to nobody, and it downloads
 * nothing when a native library is on the class path.
 */
public final class PyTorch {

    private static final NDIndex EVERYTHING = new NDIndex(":");

    private static Runnable beforeStart = () -> {};
    private static volatile boolean started;

    private PyTorch() {}

    /**
     * Has something done before the engine starts, such as choosing its libraries: as late as
     * possible, for a program may end without an engine.
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
     * @throws ai.djl.engine.EngineException if there is no native library for this platform
     */
    public static Engine engine() {
        if (!started) {
            start();
        }
        return Engine.getEngine("PyTorch");
    }

    private static synchronized void start() {
        beforeStart.run();
        System.setProperty("OPT_OUT_TRACKING", "true");
        if (hasResource("native/lib/pytorch.properties")) {
            System.setProperty("ai.djl.offline", "true");
        }
        Engine.getEngine("PyTorch");
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
