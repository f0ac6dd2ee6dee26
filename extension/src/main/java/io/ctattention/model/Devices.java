package io.ctattention.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.ctattention.engine.CudaDriver;
import io.ctattention.engine.DeviceException;
import io.ctattention.engine.MissingCuda;
import io.ctattention.engine.WorkingGpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The devices that this machine and this engine offer: {@code cpu}, {@code cuda:0}, and so on. */
public final class Devices {

    private static final Pattern ID = Pattern.compile("auto|cpu|cuda(?::(\\d{1,4}))?");

    private static final Pattern SEVERAL = Pattern.compile("[^,\\s]+(?:\\s*,\\s*[^,\\s]+)+");

    private Devices() {}

    /**
     * Finds a device by its id.
     *
     * @param id {@code auto} (the first CUDA device, or the CPU where there is none), {@code cpu},
     *     {@code cuda} (the first) or {@code cuda:N}
     * @return the device
     * @throws IllegalArgumentException if the id is another, or if the device is not there or does
     *     not compute; the message says what is there and what to do
     */
    public static Device of(String id) {
        Matcher matcher = requireId(id);
        Engine engine = PyTorch.engine();
        int gpus = engine.getGpuCount();
        if (matcher.group().equals("cpu") || matcher.group().equals("auto") && gpus == 0) {
            return Device.cpu();
        }
        int index = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
        if (index >= gpus) {
            throw new IllegalArgumentException(absent(id, engine, gpus));
        }
        return computing(Device.gpu(index));
    }

    private static Device computing(Device gpu) {
        try {
            WorkingGpu.require(gpu);
            return gpu;
        } catch (DeviceException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT, "Device %s cannot be used: %s", id(gpu), e.getMessage()),
                    e);
        }
    }

    /**
     * Checks that {@link #of} knows an id; the device need not be there.
     *
     * @param id the id, in any case
     * @throws IllegalArgumentException if it is not {@code auto}, {@code cpu}, {@code cuda} or
     *     {@code cuda:N}; the message says why several devices are refused
     */
    public static void check(String id) {
        requireId(id);
    }

    private static Matcher requireId(String id) {
        Matcher matcher = ID.matcher(id.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            return matcher;
        }
        if (SEVERAL.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "Give one device, not several: DJL collects gradients once per process, so"
                            + " devices would take turns. Run one command per device, such as one"
                            + " seed on cuda:0 and another on cuda:1");
        }
        throw new IllegalArgumentException(
                "Unknown device '" + id + "'; use auto, cpu, cuda or cuda:N");
    }

    private static String absent(String id, Engine engine, int gpus) {
        String found =
                String.format(
                        Locale.ROOT,
                        "Device %s does not exist: PyTorch %s (libraries in %s) sees %s.",
                        id,
                        engine.getVersion(),
                        PyTorch.libraryFolder(),
                        gpus == 0 ? "no CUDA device" : gpus + " CUDA devices, from cuda:0");
        if (gpus > 0) {
            return found;
        }
        return found + " " + MissingCuda.reason(PyTorch.isForCuda()) + " Or use the device cpu.";
    }

    /**
     * Says why {@code auto} is the CPU on a machine that seems to have a GPU.
     *
     * @return which of what CUDA needs is missing, and what to do; empty where a CUDA device is
     *     there, or the kernel has no driver of NVIDIA's
     */
    public static Optional<String> unusedGpu() {
        return PyTorch.engine().getGpuCount() > 0 || !CudaDriver.isInKernel()
                ? Optional.empty()
                : Optional.of(MissingCuda.reason(PyTorch.isForCuda()));
    }

    /**
     * Lists what {@link #of} accepts here.
     *
     * @return the ids of the devices, the CPU first
     */
    public static List<String> ids() {
        List<String> ids = new ArrayList<>(List.of("cpu"));
        int gpus = PyTorch.engine().getGpuCount();
        for (int index = 0; index < gpus; index++) {
            ids.add("cuda:" + index);
        }
        return ids;
    }

    /**
     * Returns the id of a device.
     *
     * @param device the device
     * @return {@code cpu} or {@code cuda:N}
     */
    public static String id(Device device) {
        return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
    }
}
