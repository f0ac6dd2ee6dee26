package io.ctattention.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which files of a folder of libtorch are loaded. DJL loads nearly everything there that has a
 * library's name, and the engine does not start if one of them fails: archives for CUDA hold some
 * that no program here needs and that need others which most machines lack ({@code
 * libcufile_rdma.so.1}), or that belong to Python or to PyTorch's own tests. What is not loaded
 * here but needed by another library, the system's loader still finds beside that one.
 */
final class LoadedLibraries {

    /** What DJL takes for a library. */
    private static final Pattern LIBRARY = Pattern.compile(".*\\.so(\\.\\d+)*");

    /** A name, in PyTorch's archives with a part of a hash behind it. */
    private static final Pattern NAME = Pattern.compile("lib(.+?)(-[0-9a-f]{6,})?\\.so(\\.\\d+)*");

    private static final Set<String> NEEDED =
            Set.of(
                    "c10",
                    "c10_cuda",
                    "caffe2_nvrtc",
                    "cublas",
                    "cublasLt",
                    "cudart",
                    "cudnn",
                    "cudnn_adv",
                    "cudnn_cnn",
                    "cudnn_engines_precompiled",
                    "cudnn_engines_runtime_compiled",
                    "cudnn_graph",
                    "cudnn_heuristic",
                    "cudnn_ops",
                    "cufft",
                    "cufile",
                    "cupti",
                    "curand",
                    "cusolver",
                    "cusparse",
                    "cusparseLt",
                    "djl_torch",
                    "gfortran",
                    "gomp",
                    "nccl",
                    "nvJitLink",
                    "nvToolsExt",
                    "nvrtc",
                    "nvrtc-builtins",
                    "openblas",
                    "quadmath",
                    "torch",
                    "torch_cpu",
                    "torch_cuda",
                    "torch_cuda_linalg");

    private LoadedLibraries() {}

    /** The names of all libraries below a folder that are not needed. */
    static List<String> excluded(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) { // as DJL does
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> LIBRARY.matcher(name).matches() && !isNeeded(name))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    static boolean isNeeded(String name) {
        Matcher matcher = NAME.matcher(name);
        return name.endsWith("-libdjl_torch.so") // in DJL's cache behind its version
                || matcher.matches() && NEEDED.contains(matcher.group(1));
    }
}
