package io.ctattention.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A certificate for localhost that nobody else vouches for. */
public final class SelfSigned {

    private SelfSigned() {}

    /** Makes one with the JDK's keytool; returns the settings that have the service use it. */
    public static Map<String, String> certificate() {
        try {
            Path store = Files.createTempDirectory("tls").resolve("server.p12");
            Process keytool =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "keytool")
                                            .toString(),
                                    "-genkeypair",
                                    "-alias",
                                    "server",
                                    "-keyalg",
                                    "EC",
                                    "-dname",
                                    "CN=localhost",
                                    "-ext",
                                    "san=dns:localhost,ip:127.0.0.1",
                                    "-validity",
                                    "1",
                                    "-storetype",
                                    "PKCS12",
                                    "-storepass",
                                    "changeit",
                                    "-keystore",
                                    store.toString())
                            .redirectErrorStream(true)
                            .start();
            String said =
                    new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(keytool.waitFor()).as(said).isZero();
            return Map.of(
                    "quarkus.tls.key-store.p12.path", store.toString(),
                    "quarkus.tls.key-store.p12.password", "changeit",
                    "quarkus.http.test-ssl-port", "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
