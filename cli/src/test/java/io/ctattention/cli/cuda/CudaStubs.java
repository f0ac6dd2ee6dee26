package io.ctattention.cli.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stands in for NVIDIA's libraries: for each that libtorch needs one of the same name, with the
 * functions and the versions of symbols that libtorch asks it for, all of which return 100
 * (cudaErrorNoDevice).
 */
final class CudaStubs {

    private static final Pattern NEEDED = Pattern.compile("\\(NEEDED\\).*\\[(lib(?:cu|nv)[^]]+)]");
    private static final Pattern UNDEFINED =
            Pattern.compile("\\sUND\\s(\\w+)@(lib(?:cu|nv)[^\\s@]+)");

    private static final List<String> TEXTS = List.of("cudaGetErrorString", "cudaGetErrorName");

    private static final String DRIVER =
            """
            #include <string.h>
            int cuInit(int flags) { return 0; }
            int cuDriverGetVersion(int *v) { *v = 12080; return 0; }
            int cuDeviceGetCount(int *n) { *n = 1; return 0; }
            int cuDeviceGet(int *device, int index) { *device = index; return 0; }
            int cuDeviceGetName(char *name, int length, int device) { strcpy(name, "Stub 9000"); return 0; }
            int cuDeviceTotalMem_v2(unsigned long *bytes, int device) { *bytes = 16000000000; return 0; }
            int cuDeviceGetAttribute(int *value, int what, int device) { *value = what == 75 ? 8 : 6; return 0; }
            """;

    private CudaStubs() {}

    static void make(Path folder) throws Exception {
        Map<String, TreeSet<String>> functions = new TreeMap<>();
        for (Path file : libtorch(folder)) {
            String text = readelf(file);
            Matcher needed = NEEDED.matcher(text);
            while (needed.find()) {
                functions.computeIfAbsent(needed.group(1), name -> new TreeSet<>());
            }
            Matcher undefined = UNDEFINED.matcher(text);
            while (undefined.find()) {
                functions
                        .computeIfAbsent(undefined.group(2), name -> new TreeSet<>())
                        .add(undefined.group(1));
            }
        }
        for (String library : functions.keySet()) {
            TreeSet<String> names = functions.get(library);
            if (library.startsWith("libcudart")) {
                names.addAll(TEXTS);
            }
            String c = names.stream().map(CudaStubs::function).collect(Collectors.joining());
            Path versions = Files.createTempFile("versions", ".map");
            Files.writeString(versions, library + " { global: *; };\n");
            compile(
                    folder.resolve(library),
                    c,
                    "-Wl,-soname," + library,
                    "-Wl,--version-script=" + versions);
            Files.delete(versions);
        }
    }

    static void makeDriver(Path folder) throws Exception {
        compile(Files.createDirectories(folder).resolve("libcuda.so.1"), DRIVER);
    }

    private static List<Path> libtorch(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches("lib(torch|c10).*\\.so"))
                    .toList();
        }
    }

    private static String function(String name) {
        return TEXTS.contains(name)
                ? "const char *" + name + "(int error) { return \"a stub\"; }\n"
                : "long " + name + "() { return 100; }\n";
    }

    private static String readelf(Path file) throws Exception {
        Process process =
                new ProcessBuilder("readelf", "-W", "-d", "--dyn-syms", file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("readelf cannot read " + file);
        }
        return text;
    }

    private static void compile(Path library, String source, String... options) throws Exception {
        Path c = Files.writeString(Files.createTempFile("stub", ".c"), source);
        List<String> command = new ArrayList<>(List.of("cc", "-shared", "-fPIC", "-w"));
        command.addAll(List.of("-o", library.toString(), c.toString()));
        command.addAll(List.of(options));
        int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
        Files.delete(c);
        if (exitCode != 0) {
            throw new IOException(library + " cannot be compiled");
        }
    }
}
