package io.ctattention.engine;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * NVIDIA's driver and the GPUs that it shows this process, asked without PyTorch and without CUDA's
 * runtime (CUDA Driver API, {@code libcuda.so.1}).
 *
 * @param cuda the newest CUDA that the driver knows, such as {@code 12.8}; empty if there is none
 * @param gpus the GPUs, in the order of {@code cuda:0}, {@code cuda:1}
 * @param fault why there is no GPU, a clause that begins with a small letter; empty if there is one
 */
public record CudaDriver(Optional<String> cuda, List<Gpu> gpus, Optional<String> fault) {

    private static final String LIBRARY = "libcuda.so.1";
    private static final Path KERNEL_MODULE = Path.of("/proc/driver/nvidia/version");
    private static final Path WINDOWS_DRIVER = Path.of("/usr/lib/wsl/lib", LIBRARY); // in WSL
    private static final int NAME_BYTES = 256;
    private static final int CAPABILITY_MAJOR = 75; // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR
    private static final int CAPABILITY_MINOR = 76;

    /**
     * CUDA 12's libraries run with any driver for CUDA 12 (NVIDIA's minor version compatibility).
     */
    private static final int OLDEST_CUDA = 12;

    private static CudaDriver found;

    /**
     * Makes the lists unmodifiable.
     *
     * @throws NullPointerException if a component is null
     */
    public CudaDriver {
        gpus = List.copyOf(gpus);
    }

    /**
     * Asks the driver, once in a process.
     *
     * @return what there is; never fails
     */
    public static synchronized CudaDriver find() {
        if (found == null) {
            found = probe();
        }
        return found;
    }

    /**
     * Whether the kernel has NVIDIA's driver, which costs nothing to ask.
     *
     * @return true where there probably is a GPU; it need not be usable in this process
     */
    public static boolean isInKernel() {
        return Files.exists(KERNEL_MODULE) || Files.exists(WINDOWS_DRIVER);
    }

    private static CudaDriver probe() {
        if (NativeExecutable.running()) {
            return absent(Optional.empty(), "a native executable does not look for a driver");
        }
        if (!System.getProperty("os.name").startsWith("Linux")) {
            return absent(Optional.empty(), "the driver is looked for on Linux only");
        }
        try {
            return ask(NativeLibrary.getInstance(LIBRARY));
        } catch (UnsatisfiedLinkError e) { // of the library or of one of its functions
            return absent(Optional.empty(), withoutLibrary(String.valueOf(e.getMessage())));
        } catch (LinkageError | RuntimeException e) { // JNA itself cannot be used
            return absent(Optional.empty(), "NVIDIA's driver cannot be queried: " + e.getMessage());
        }
    }

    private static String withoutLibrary(String message) {
        if (!message.contains(LIBRARY + ": cannot open shared object file")) {
            return "NVIDIA's driver cannot be loaded: " + message.lines().findFirst().orElse("");
        }
        return isInKernel()
                ? "the kernel has NVIDIA's driver, but its library "
                        + LIBRARY
                        + " is missing (give a container the GPU, for example with --gpus all)"
                : "there is no NVIDIA driver: its library " + LIBRARY + " is not found";
    }

    private static CudaDriver ask(NativeLibrary driver) {
        IntByReference version = new IntByReference();
        call(driver, "cuDriverGetVersion", version);
        int number = version.getValue();
        Optional<String> cuda = Optional.of(number / 1000 + "." + number % 1000 / 10);
        int result = call(driver, "cuInit", 0);
        if (result != 0) {
            return absent(
                    cuda, "NVIDIA's driver reports an error: " + error(driver, result) + visible());
        }
        List<Gpu> gpus = new ArrayList<>();
        IntByReference count = new IntByReference();
        result = call(driver, "cuDeviceGetCount", count);
        for (int index = 0; result == 0 && index < count.getValue(); index++) {
            gpus.add(gpu(driver, index));
        }
        if (gpus.isEmpty()) {
            return absent(cuda, "NVIDIA's driver shows this process no GPU" + visible());
        }
        if (number / 1000 < OLDEST_CUDA) {
            return new CudaDriver(
                    cuda,
                    gpus,
                    Optional.of(
                            String.format(
                                    Locale.ROOT,
                                    "NVIDIA's driver is for CUDA %s, and version 525 or later is"
                                            + " needed",
                                    cuda.get())));
        }
        return new CudaDriver(cuda, gpus, Optional.empty());
    }

    private static Gpu gpu(NativeLibrary driver, int index) {
        IntByReference device = new IntByReference();
        call(driver, "cuDeviceGet", device, index);
        byte[] name = new byte[NAME_BYTES];
        call(driver, "cuDeviceGetName", name, NAME_BYTES, device.getValue());
        int length = 0;
        while (length < NAME_BYTES && name[length] != 0) {
            length++;
        }
        LongByReference bytes = new LongByReference();
        call(driver, "cuDeviceTotalMem_v2", bytes, device.getValue());
        return new Gpu(
                new String(name, 0, length, StandardCharsets.UTF_8),
                attribute(driver, CAPABILITY_MAJOR, device.getValue()),
                attribute(driver, CAPABILITY_MINOR, device.getValue()),
                bytes.getValue());
    }

    private static int attribute(NativeLibrary driver, int attribute, int device) {
        IntByReference value = new IntByReference();
        call(driver, "cuDeviceGetAttribute", value, attribute, device);
        return value.getValue();
    }

    private static int call(NativeLibrary driver, String function, Object... arguments) {
        return driver.getFunction(function).invokeInt(arguments);
    }

    private static String error(NativeLibrary driver, int result) {
        PointerByReference name = new PointerByReference();
        call(driver, "cuGetErrorName", result, name);
        Pointer text = name.getValue();
        return (text == null ? "error" : text.getString(0)) + " (" + result + ")";
    }

    /** The variable that hides GPUs, if it is set. */
    private static String visible() {
        String visible = System.getenv("CUDA_VISIBLE_DEVICES");
        return visible == null ? "" : "; CUDA_VISIBLE_DEVICES is '" + visible + "'";
    }

    private static CudaDriver absent(Optional<String> cuda, String fault) {
        return new CudaDriver(cuda, List.of(), Optional.of(fault));
    }
}
