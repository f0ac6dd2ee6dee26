package io.ctattention.cli.device;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import io.ctattention.cli.option.DeviceOption;
import io.ctattention.engine.CudaDriver;
import io.ctattention.engine.CudaLibraries;
import io.ctattention.engine.EngineLibraries;
import io.ctattention.engine.Gpu;
import io.ctattention.engine.MissingCuda;
import io.ctattention.model.Devices;
import io.ctattention.model.PyTorch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What decides which devices there are: engine, libraries, driver and GPUs, and what is missing. An
 * engine that does not start is one of the facts.
 *
 * @param engine the engine's own facts by their names; empty if it does not start
 * @param engineFault why the engine does not start; empty if it does
 * @param source where its libraries come from
 * @param driver NVIDIA's driver and its GPUs
 * @param cuda the folder of {@code ct-attention cuda install}
 * @param missing what keeps GPUs from being used, in sentences
 */
record DeviceFacts(
        Map<String, Object> engine,
        Optional<String> engineFault,
        EngineLibraries.Source source,
        CudaDriver driver,
        CudaLibraries cuda,
        List<String> missing) {

    static DeviceFacts gather() {
        CudaLibraries cuda = PyTorch.cudaLibraries();
        Map<String, Object> engine = new LinkedHashMap<>();
        Optional<String> fault = Optional.empty();
        List<String> missing = new ArrayList<>();
        try {
            engine.putAll(ofEngine());
            if (Devices.ids().size() == 1) {
                missing.add(MissingCuda.reason(PyTorch.isForCuda()));
            }
        } catch (EngineException e) {
            fault = Optional.of(e.getMessage());
        }
        EngineLibraries libraries = PyTorch.libraries();
        CudaDriver driver = CudaDriver.find();
        if (libraries.source() == EngineLibraries.Source.INSTALLED) {
            missing.addAll(withoutCode(driver.gpus()));
        }
        return new DeviceFacts(engine, fault, libraries.source(), driver, cuda, missing);
    }

    private static Map<String, Object> ofEngine() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("devices", Devices.ids());
        facts.put("auto", Devices.id(Devices.of(DeviceOption.AUTO)));
        facts.put("pytorch", PyTorch.engine().getVersion());
        facts.put("djl", Engine.getDjlVersion());
        facts.put("libraries", PyTorch.libraryFolder());
        facts.put("build", PyTorch.isForCuda() ? "cuda" : "cpu");
        facts.put("threads", PyTorch.threads());
        return facts;
    }

    private static List<String> withoutCode(List<Gpu> gpus) {
        List<String> sentences = new ArrayList<>();
        for (int index = 0; index < gpus.size(); index++) {
            if (!gpus.get(index).runsInstalledLibraries()) {
                sentences.add(
                        String.format(
                                Locale.ROOT,
                                "The libraries contain no code for cuda:%d (%s), only for compute"
                                        + " capability %s: see PyTorch's own archive in"
                                        + " docs/cuda.md.",
                                index,
                                gpus.get(index).text(),
                                CudaLibraries.CAPABILITIES));
            }
        }
        return sentences;
    }

    Map<String, Object> toJson() {
        Map<String, Object> document = new LinkedHashMap<>(engine);
        engineFault.ifPresent(fault -> document.put("engineFault", fault));
        document.put("source", source.text());
        Map<String, Object> ofDriver = new LinkedHashMap<>();
        driver.cuda().ifPresent(cuda -> ofDriver.put("cuda", cuda));
        driver.fault().ifPresent(fault -> ofDriver.put("fault", fault));
        document.put("driver", ofDriver);
        document.put("gpus", driver.gpus().stream().map(DeviceFacts::toJson).toList());
        Map<String, Object> installed = new LinkedHashMap<>();
        installed.put("folder", cuda.folder().toString());
        installed.put("whole", cuda.areWhole());
        document.put("cudaLibraries", installed);
        document.put("missing", missing);
        return document;
    }

    private static Map<String, Object> toJson(Gpu gpu) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", gpu.name());
        row.put("capability", gpu.capability());
        row.put("memoryBytes", gpu.memoryBytes());
        return row;
    }

    /** The same for people. */
    Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        engine.forEach(
                (name, value) ->
                        lines.put(
                                name,
                                value instanceof List<?> words
                                        ? String.join(
                                                ", ", words.stream().map(String::valueOf).toList())
                                        : String.valueOf(value)));
        lines.computeIfPresent("libraries", (name, folder) -> folder + " (" + source.text() + ")");
        engineFault.ifPresent(fault -> lines.put("engine", fault));
        lines.put(
                "driver",
                driver.cuda().map(version -> "for CUDA " + version).orElse("none")
                        + driver.fault().map(fault -> ": " + fault).orElse(""));
        lines.put("GPUs", driver.gpus().isEmpty() ? "none" : String.valueOf(driver.gpus().size()));
        for (int index = 0; index < driver.gpus().size(); index++) {
            lines.put("GPU " + index, driver.gpus().get(index).text());
        }
        if (!missing.isEmpty()) {
            lines.put("missing", String.join(" ", missing));
        }
        return lines;
    }
}
