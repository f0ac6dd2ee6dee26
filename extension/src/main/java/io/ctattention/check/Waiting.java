package io.ctattention.check;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.ctattention.model.PyTorch;
import java.nio.file.Path;
import java.util.Map;

/**
 * PyTorch's own refusal to wait for a GPU, {@code torch.cuda.set_sync_debug_mode("error")}: any
 * operation that waits throws "called a synchronizing CUDA operation". It is a variable of {@code
 * c10/cuda/CUDAFunctions.h} that every library shares, for the whole process.
 */
final class Waiting implements AutoCloseable {

    private static final String STATE = "_ZZN3c104cuda13warning_stateEvE14warning_state_";
    private static final int ALLOWED = 0;
    private static final int REFUSED = 2;

    /** RTLD_LAZY alone: the library is loaded, and its symbols stay its own. */
    private static final Map<String, Integer> OPEN = Map.of(Library.OPTION_OPEN_FLAGS, 1);

    private final Pointer state;

    private Waiting(Pointer state) {
        this.state = state;
    }

    /**
     * Looks the variable up.
     *
     * @throws UnsatisfiedLinkError if this build of PyTorch has none
     */
    static Waiting open() {
        Path library = Path.of(PyTorch.libraryFolder(), System.mapLibraryName("c10_cuda"));
        return new Waiting(
                NativeLibrary.getInstance(library.toString(), OPEN)
                        .getGlobalVariableAddress(STATE));
    }

    void forbid(boolean forbidden) {
        state.setInt(0, forbidden ? REFUSED : ALLOWED);
    }

    @Override
    public void close() {
        forbid(false);
    }
}
