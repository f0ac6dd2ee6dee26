package io.ctattention.engine;

import ai.djl.Device;
import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How PyTorch computes on CUDA, for the whole process: only with cuDNN's deterministic algorithms,
 * without timing them to choose one, and in float32 as on the CPU unless TF32 is allowed.
 *
 * <p>PyTorch's own defaults are others: any cuDNN algorithm, and TF32 (10 of float32's 23 bits of a
 * fraction) in convolutions. DJL has no switch for them, so the setters of <a
 * href="https://github.com/pytorch/pytorch/blob/v2.7.1/aten/src/ATen/Context.h">{@code
 * at::Context}</a>, which Python's {@code torch.backends} calls, are called by their names in
 * libtorch. They are in the CPU's build, too, and change nothing there.
 */
public final class CudaArithmetic {

    private static final Logger LOG = LoggerFactory.getLogger(CudaArithmetic.class);

    private static final String CONTEXT = "_ZN2at13globalContextEv";

    /** {@code dlopen} of what is loaded already, without making its symbols everybody's. */
    private static final Map<String, Integer> OPEN = Map.of(Library.OPTION_OPEN_FLAGS, 1);

    private static boolean tf32;
    private static boolean refused;

    private CudaArithmetic() {}

    /**
     * What is set.
     *
     * @param deterministic whether cuDNN takes deterministic algorithms alone
     * @param benchmarked whether cuDNN's algorithms are chosen by their times
     * @param tf32Convolutions whether cuDNN may compute with TF32
     * @param tf32Products whether cuBLAS may compute with TF32
     */
    record Flags(
            boolean deterministic,
            boolean benchmarked,
            boolean tf32Convolutions,
            boolean tf32Products) {

        /** What is wanted of a GPU. */
        static Flags wanted(boolean tf32) {
            return new Flags(true, false, tf32, tf32);
        }
    }

    /**
     * Allows TF32 in convolutions and matrix products, or forbids it, which is the default. It
     * holds for every GPU of the process from the next {@link WorkingGpu#require} on.
     *
     * @param allowed whether GPUs may compute with TF32
     */
    public static synchronized void allowTf32(boolean allowed) {
        tf32 = allowed;
    }

    /**
     * Returns whether a device may compute with TF32.
     *
     * @param device the device
     * @return false for the CPU
     */
    public static synchronized boolean tf32(Device device) {
        return device.isGpu() && tf32;
    }

    /**
     * Configures PyTorch's arithmetic; logs once if that is impossible.
     *
     * @return whether it does
     */
    static synchronized boolean apply() {
        if (refused) {
            return false;
        }
        try {
            set(Flags.wanted(tf32));
        } catch (LinkageError e) {
            refused = true;
            LOG.warn(
                    "PyTorch's CUDA arithmetic cannot be configured ({}): convolutions use TF32,"
                            + " and a training may give another result the second time. Set the"
                            + " environment variable NVIDIA_TF32_OVERRIDE=0 to disable TF32",
                    e.getMessage());
        }
        return !refused;
    }

    static void set(Flags flags) {
        NativeLibrary torch = library();
        set(torch, "_ZN2at7Context21setDeterministicCuDNNEb", flags.deterministic());
        set(torch, "_ZN2at7Context17setBenchmarkCuDNNEb", flags.benchmarked());
        set(torch, "_ZN2at7Context17setAllowTF32CuDNNEb", flags.tf32Convolutions());
        set(torch, "_ZN2at7Context18setAllowTF32CuBLASEb", flags.tf32Products());
    }

    static Flags get() {
        NativeLibrary torch = library();
        return new Flags(
                get(torch, "_ZNK2at7Context18deterministicCuDNNEv"),
                get(torch, "_ZNK2at7Context14benchmarkCuDNNEv"),
                get(torch, "_ZNK2at7Context14allowTF32CuDNNEv"),
                get(torch, "_ZNK2at7Context15allowTF32CuBLASEv"));
    }

    private static NativeLibrary library() {
        String file = System.mapLibraryName("torch_cpu");
        return NativeLibrary.getInstance(
                Path.of(LibUtils.getLibtorchPath(), file).toString(), OPEN);
    }

    private static Pointer context(NativeLibrary torch) {
        return torch.getFunction(CONTEXT).invokePointer(new Object[] {});
    }

    private static void set(NativeLibrary torch, String setter, boolean value) {
        // JNA's true has all bits set, a C++ bool has one.
        Object[] arguments = {context(torch), value ? 1 : 0};
        torch.getFunction(setter).invokeVoid(arguments);
    }

    private static boolean get(NativeLibrary torch, String getter) {
        int lowestByte = torch.getFunction(getter).invokeInt(new Object[] {context(torch)}) & 0xff;
        return lowestByte != 0;
    }
}
