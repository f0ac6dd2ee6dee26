package io.ctattention.engine;

/** Whether this program is an executable of GraalVM's, in which look-ups through JNA fail. */
final class NativeExecutable {

    static final String ADVICE =
            "A native executable computes on the CPU and does not look for a GPU; the same program"
                    + " on the JVM uses CUDA";

    private NativeExecutable() {}

    static boolean running() {
        return "runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"));
    }
}
