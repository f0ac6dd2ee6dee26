package io.ctattention.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.paths.PathTree;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibtorchFolderTest {

    private static final Map<String, String> LIBTORCH =
            Map.of(
                    "native/lib/pytorch.properties", "flavor=cpu\nclassifier=linux-x86_64",
                    "pytorch/cpu/linux-x86_64/libtorch.so", "torch",
                    "pytorch/cpu/linux-x86_64/libc10.so", "c10");
    private static final Map<String, String> JNI =
            Map.of(
                    "jnilib/linux-x86_64/cpu/libdjl_torch.so", "jni",
                    "jnilib/linux-x86_64/cu128/libdjl_torch.so", "for another flavor",
                    "jnilib/win-x86_64/cpu/djl_torch.dll", "for another platform");

    @TempDir Path temporary;

    @Test
    void theFolderGetsLibtorchAndTheJniForIt() throws IOException {
        Path folder = temporary.resolve("target/libtorch");
        assertThat(libtorch().copyTo(folder).orElseThrow()).hasSize(3);
        assertThat(names(folder)).containsExactly("libc10.so", "libdjl_torch.so", "libtorch.so");
        assertThat(folder.resolve("libdjl_torch.so")).hasContent("jni");
    }

    @Test
    void whatIsThereInFullIsNotWrittenAgain() throws IOException {
        Path folder = temporary.resolve("libtorch");
        libtorch().copyTo(folder);
        Files.writeString(folder.resolve("libc10.so"), "c");
        assertThat(libtorch().copyTo(folder)).contains(List.of(folder.resolve("libc10.so")));
        assertThat(folder.resolve("libc10.so")).hasContent("c10");
        assertThat(libtorch().copyTo(folder)).contains(List.of());
    }

    @Test
    void withoutLibtorchThereIsNoFolder() throws IOException {
        Path folder = temporary.resolve("libtorch");
        LibtorchFolder libtorch = new LibtorchFolder(List.of(jar("jni.jar", JNI)));
        assertThat(libtorch.copyTo(folder)).isEmpty();
        assertThat(folder).doesNotExist();
    }

    private LibtorchFolder libtorch() throws IOException {
        return new LibtorchFolder(List.of(jar("jni.jar", JNI), jar("native.jar", LIBTORCH)));
    }

    private PathTree jar(String name, Map<String, String> files) throws IOException {
        Path jar = temporary.resolve(name);
        try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            for (var file : files.entrySet()) {
                Path path = zip.getPath(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
        return PathTree.ofArchive(jar);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
