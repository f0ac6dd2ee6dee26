package io.ctattention.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.ctattention.engine.DeviceException;
import io.ctattention.engine.Gpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The devices that this machine and this engine offer: {@code cpu}, {@code cuda:0}, and so on. */
public final class Devices {

    private static final Pattern WORD = Pattern.compile("auto|cpu|cuda(?::(\\d{1,4}))?");

    private static final Pattern SEVERAL = Pattern.compile("[^,\\s]+(?:\\s*,\\s*[^,\\s]+)+");

    private Devices() {}

    /**
     * Finds a device by its word.
     *
     * @param word {@code auto} (the first CUDA device, or the CPU where there is none), {@code
     *     cpu}, {@code cuda} (the first) or {@code cuda:N}
     * @return the device
     * @throws IllegalArgumentException if the word is another, or if the device is not there or
     *     does not compute; the message says what is there and what to do
     */
    public static Device of(String word) {
        Matcher matcher = requireWord(word);
        Engine engine = PyTorch.engine();
        int gpus = engine.getGpuCount();
        if (matcher.group().equals("cpu") || matcher.group().equals("auto") && gpus == 0) {
            return Device.cpu();
        }
        int index = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
        if (index >= gpus) {
            throw new IllegalArgumentException(absent(word, engine, gpus));
        }
        return computing(Device.gpu(index));
    }

    private static Device computing(Device gpu) {
        try {
            Gpu.require(gpu);
            return gpu;
        } catch (DeviceException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT, "Device %s cannot be used: %s", word(gpu), e.getMessage()),
                    e);
        }
    }

    /**
     * Checks that {@link #of} knows a word; the device need not be there.
     *
     * @param word the word, in any case
     * @throws IllegalArgumentException if it is not {@code auto}, {@code cpu}, {@code cuda} or
     *     {@code cuda:N}; the message says why several devices are refused
     */
    public static void check(String word) {
        requireWord(word);
    }

    private static Matcher requireWord(String word) {
        Matcher matcher = WORD.matcher(word.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            return matcher;
        }
        if (SEVERAL.matcher(word).matches()) {
            throw new IllegalArgumentException(
                    "One device is needed, not several: DJL collects gradients once in a process, so"
                            + " that devices would take turns. Run one command on each, such as one"
                            + " seed on cuda:0 and another on cuda:1");
        }
        throw new IllegalArgumentException(
                "Unknown device '" + word + "'; auto, cpu, cuda or cuda:N is needed");
    }

    private static String absent(String word, Engine engine, int gpus) {
        String found =
                String.format(
                        Locale.ROOT,
                        "Device %s is not there: PyTorch %s (libraries in %s) sees %s.",
                        word,
                        engine.getVersion(),
                        PyTorch.libraryFolder(),
                        gpus == 0 ? "no CUDA device" : gpus + " CUDA devices, from cuda:0");
        if (gpus > 0) {
            return found;
        }
        return found
                + " For CUDA set PYTORCH_LIBRARY_PATH to a folder with a CUDA build of libtorch"
                + " and PYTORCH_FLAVOR=cu128, and see that nvidia-smi lists the GPU;"
                + " or choose the device cpu.";
    }

    /**
     * Lists what {@link #of} accepts here.
     *
     * @return the words of the devices, the CPU first
     */
    public static List<String> words() {
        List<String> words = new ArrayList<>(List.of("cpu"));
        int gpus = PyTorch.engine().getGpuCount();
        for (int index = 0; index < gpus; index++) {
            words.add("cuda:" + index);
        }
        return words;
    }

    /**
     * Returns the word of a device.
     *
     * @param device the device
     * @return {@code cpu} or {@code cuda:N}
     */
    public static String word(Device device) {
        return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
    }
}
