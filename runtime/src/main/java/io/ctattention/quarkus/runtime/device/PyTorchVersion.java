package io.ctattention.quarkus.runtime.device;

import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Locale;
import java.util.Properties;

/**
 * Which libtorch DJL's native code is made for.
 *
 * @param pytorch the version of PyTorch, such as {@code 2.7.1}
 * @param djl the version of DJL, such as {@code 0.35.1}
 * @param classifier the platform, such as {@code linux-x86_64}
 */
record PyTorchVersion(String pytorch, String djl, String classifier) {

    static PyTorchVersion read() {
        Platform platform = Platform.fromSystem("pytorch");
        String pytorch = platform.getVersion();
        try {
            URL jni = ClassLoaderUtils.getResource("jnilib/pytorch.properties");
            if (jni != null) { // not of the version that DJL would choose, for instance
                Properties properties = new Properties();
                try (InputStream in = jni.openStream()) {
                    properties.load(in);
                }
                pytorch = properties.getProperty("jni_version", pytorch).replaceFirst("-.*", "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("jnilib/pytorch.properties cannot be read", e);
        }
        return new PyTorchVersion(pytorch, platform.getApiVersion(), platform.getClassifier());
    }

    /** Tells whether the class path holds DJL's native code for a flavor of libtorch. */
    boolean hasJni(String flavor, String library) {
        String name = String.format(Locale.ROOT, "jnilib/%s/%s/%s", classifier, flavor, library);
        try {
            return ClassLoaderUtils.getResource(name) != null;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be looked for", e);
        }
    }
}
