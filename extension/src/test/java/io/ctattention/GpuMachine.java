package io.ctattention;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import io.ctattention.model.PyTorch;
import java.lang.reflect.Field;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has the tests of a class run as on a machine with a GPU, on one that has none: what names no
 * device is then on GPU 0, as DJL has it there, and fails.
 */
public final class GpuMachine implements BeforeAllCallback, AfterAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) throws ReflectiveOperationException {
        setDefault(Device.gpu(0));
    }

    @Override
    public void afterAll(ExtensionContext context) throws ReflectiveOperationException {
        setDefault(null); // DJL then looks again
    }

    private static void setDefault(Device device) throws ReflectiveOperationException {
        Engine engine = PyTorch.engine();
        set(Engine.class, "defaultDevice", engine, device);
        Device found = engine.defaultDevice();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            // The manager of all others, which was made with the default device of that time.
            set(BaseNDManager.class, "device", manager.getParentManager(), found);
        }
    }

    private static void set(Class<?> declaring, String name, Object object, Object value)
            throws ReflectiveOperationException {
        Field field = declaring.getDeclaredField(name);
        field.setAccessible(true);
        field.set(object, value);
    }
}
