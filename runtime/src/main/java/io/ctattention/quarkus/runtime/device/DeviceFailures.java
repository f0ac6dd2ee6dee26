package io.ctattention.quarkus.runtime.device;

import io.ctattention.engine.DeviceException;
import io.ctattention.engine.DeviceException.Kind;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often in a row each device failed. After an error such as an illegal memory access CUDA
 * answers every call of the process with that error; only another process helps.
 */
@Singleton
public class DeviceFailures {

    /** So many failures in a row are not an accident. */
    static final int TOO_MANY = 3;

    private final Map<String, Integer> inARow = new ConcurrentHashMap<>();

    /** What is computed. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T get() throws E;
    }

    /**
     * Computes on a device.
     *
     * @param device the device's word
     * @param work ends with the device, so that its failure is this work's
     * @return what the work returns
     * @throws DeviceException if the device failed
     */
    public <T, E extends Exception> T watch(String device, Work<T, E> work) throws E {
        try {
            T result = work.get();
            inARow.remove(device);
            return result;
        } catch (RuntimeException e) {
            RuntimeException known = DeviceException.of(e);
            if (known instanceof DeviceException gpu && gpu.kind() != Kind.OUT_OF_MEMORY) {
                inARow.merge(device, 1, Integer::sum);
            }
            throw known;
        }
    }

    /** Returns the failures in a row of each device that failed last, by its word. */
    Map<String, Integer> inARow() {
        return new TreeMap<>(inARow);
    }
}
