package io.ctattention.engine;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.cuda.CudaUtils;
import io.ctattention.model.PyTorch;

/** What the tests look at in a process of its own, for libraries are loaded once in a process. */
final class LibraryProbe {

    private LibraryProbe() {}

    public static void main(String[] arguments) {
        switch (arguments[0]) {
            case "driver" -> System.out.println(CudaDriver.find());
            case "choice" -> System.out.println(EngineLibraries.choose());
            case "missing" -> System.out.println(MissingCuda.reason(true));
            case "count" -> {
                EngineLibraries.choose();
                System.out.println(CudaUtils.getGpuCount());
            }
            case "engine" -> {
                PyTorch.engine();
                try (NDManager manager = NDManager.newBaseManager()) {
                    System.out.println(manager.ones(new Shape(3)).sum());
                }
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }
}
