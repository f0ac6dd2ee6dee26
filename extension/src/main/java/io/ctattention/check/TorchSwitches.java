package io.ctattention.check;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.ctattention.model.PyTorch;
import java.nio.file.Path;
import java.util.Map;

/**
 * Whether convolutions on a GPU may round to TF32, ten bits after the point: a setting of {@code
 * at::Context} that DJL has no call for.
 */
final class TorchSwitches {

    private static final String CONTEXT = "_ZN2at13globalContextEv";
    private static final String ALLOWED = "_ZNK2at7Context14allowTF32CuDNNEv";
    private static final String ALLOW = "_ZN2at7Context17setAllowTF32CuDNNEb";
    private static final int BYTE = 0xFF;

    /** RTLD_LAZY alone: the library is loaded, and its symbols stay its own. */
    static final Map<String, Integer> OPEN = Map.of(Library.OPTION_OPEN_FLAGS, 1);

    private final NativeLibrary library;
    private final Pointer context;

    private TorchSwitches(NativeLibrary library) {
        this.library = library;
        context = library.getFunction(CONTEXT).invokePointer(new Object[0]);
    }

    /**
     * Looks the setting up.
     *
     * @throws UnsatisfiedLinkError if this build of PyTorch does not export it
     */
    static TorchSwitches open() {
        Path file = Path.of(PyTorch.libraryFolder(), System.mapLibraryName("torch_cpu"));
        return new TorchSwitches(NativeLibrary.getInstance(file.toString(), OPEN));
    }

    boolean tf32() {
        Function allowed = library.getFunction(ALLOWED);
        return (allowed.invokeInt(new Object[] {context}) & BYTE) != 0; // a C++ bool is a byte
    }

    void tf32(boolean allowed) {
        library.getFunction(ALLOW).invokeVoid(new Object[] {context, allowed ? 1 : 0});
    }
}
