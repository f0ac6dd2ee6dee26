package io.ctattention.cli.command;

import ai.djl.util.Platform;
import io.ctattention.model.PyTorch;
import java.util.Locale;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.IVersionProvider;

/** The versions of everything that decides a result, without starting the engine. */
final class Versions implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Platform pytorch = PyTorch.platform();
        return new String[] {
            CtAttention.NAME + " " + project(),
            "DJL " + pytorch.getApiVersion(),
            "PyTorch " + pytorch.getVersion().replaceAll("-.*", ""),
            String.format(
                    Locale.ROOT,
                    "Java %s (%s)",
                    System.getProperty("java.version"),
                    System.getProperty("java.vendor"))
        };
    }

    static String project() {
        return ConfigProvider.getConfig().getValue("quarkus.application.version", String.class);
    }
}
