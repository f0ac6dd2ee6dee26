package io.ctattention.engine;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A jar on Maven Central that holds libraries of PyTorch for CUDA, and those of them that the
 * engine needs. DJL publishes none for CUDA; Bytedeco does, and Maven checks their hashes.
 *
 * @param name its artifact in the group {@value #GROUP}
 * @param version its version
 * @param classifier its platform
 * @param bytes its size
 * @param licences the licences of the libraries that are taken from it
 * @param libraries the files that are taken from it
 */
public record CudaArtifact(
        String name,
        String version,
        String classifier,
        long bytes,
        String licences,
        Set<String> libraries) {

    /** Who publishes them. */
    public static final String GROUP = "org.bytedeco";

    private static final CudaArtifact PYTORCH =
            new CudaArtifact(
                    "pytorch",
                    "2.7.1-1.5.12",
                    "linux-x86_64-gpu",
                    615_519_857,
                    "PyTorch: BSD-3-Clause; libgomp: GPL-3.0 with GCC's runtime library exception",
                    Set.of(
                            "libc10.so",
                            "libc10_cuda.so",
                            "libgomp.so.1",
                            "libtorch.so",
                            "libtorch_cpu.so",
                            "libtorch_cuda.so",
                            "libtorch_cuda_linalg.so"));

    private static final CudaArtifact OPENBLAS =
            new CudaArtifact(
                    "openblas",
                    "0.3.30-1.5.12",
                    "linux-x86_64",
                    19_709_636,
                    "OpenBLAS: BSD-3-Clause; libgfortran: GPL-3.0 with GCC's runtime library"
                            + " exception; libquadmath: LGPL-2.1",
                    Set.of("libgfortran.so.5", "libopenblas.so.0", "libquadmath.so.0"));

    private static final CudaArtifact CUDA =
            new CudaArtifact(
                    "cuda-redist",
                    "12.9-9.10-1.5.12",
                    "linux-x86_64",
                    362_212_464,
                    "NVIDIA CUDA Toolkit: its End User License Agreement",
                    Set.of(
                            "libcudart.so.12",
                            "libcufft.so.11",
                            "libcufile.so.0",
                            "libcupti.so.12",
                            "libcurand.so.10",
                            "libnvJitLink.so.12",
                            "libnvrtc-builtins.so.12.9",
                            "libnvrtc.so.12"));

    /** Of an earlier CUDA 12, for Central does not serve these parts of 12.9. */
    private static final CudaArtifact CUDNN =
            new CudaArtifact(
                    "cuda",
                    "12.6-9.5-1.5.11",
                    "linux-x86_64-redist",
                    2_026_748_503,
                    "NVIDIA CUDA Toolkit: its End User License Agreement; NVIDIA cuDNN: its"
                            + " Software License Agreement",
                    Set.of(
                            "libcublas.so.12",
                            "libcublasLt.so.12",
                            "libcudnn.so.9",
                            "libcudnn_adv.so.9",
                            "libcudnn_cnn.so.9",
                            "libcudnn_engines_precompiled.so.9",
                            "libcudnn_engines_runtime_compiled.so.9",
                            "libcudnn_graph.so.9",
                            "libcudnn_heuristic.so.9",
                            "libcudnn_ops.so.9",
                            "libcusolver.so.11",
                            "libcusparse.so.12"));

    /** All that the engine needs for CUDA: PyTorch 2.7.1, CUDA 12, cuDNN 9.5, OpenBLAS. */
    public static final List<CudaArtifact> ALL = List.of(PYTORCH, OPENBLAS, CUDA, CUDNN);

    /**
     * Makes the set unmodifiable.
     *
     * @throws NullPointerException if a component is null
     */
    public CudaArtifact {
        libraries = Set.copyOf(libraries);
    }

    /**
     * Returns the jar's name in a Maven repository.
     *
     * @return the name of a file
     */
    public String fileName() {
        return String.format(Locale.ROOT, "%s-%s-%s.jar", name, version, classifier);
    }

    /**
     * Returns the jar's place in a Maven repository.
     *
     * @return a path, relative to the repository
     */
    public String path() {
        return String.format(
                Locale.ROOT, "%s/%s/%s/%s", GROUP.replace('.', '/'), name, version, fileName());
    }
}
