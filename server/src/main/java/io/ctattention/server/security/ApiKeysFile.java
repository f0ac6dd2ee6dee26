package io.ctattention.server.security;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;

/** A file of API keys that can be replaced at any time. */
final class ApiKeysFile {

    private static final Logger LOG = Logger.getLogger(ApiKeysFile.class);

    private final Path file;
    private volatile ApiKeys keys;
    private String seen;

    /**
     * Reads a file.
     *
     * @throws ConfigurationException if it cannot be read, or naming the line that is malformed
     */
    ApiKeysFile(Path file) {
        this.file = file;
        try {
            seen = Files.readString(file);
        } catch (IOException e) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "%s is %s, which cannot be read (%s); mount the file and let this user read it, or leave the property out",
                            ApiKeys.FILE_PROPERTY,
                            file,
                            reason(e)),
                    Set.of(ApiKeys.FILE_PROPERTY));
        }
        keys = ApiKeys.ofFile(seen, file);
        if (keys.size() == 0) {
            LOG.warnf("%s %s contains no key yet", ApiKeys.FILE_PROPERTY, file);
        }
    }

    ApiKeys keys() {
        return keys;
    }

    /**
     * Reads the file again, and takes its keys if it changed. Its text is compared, and not its
     * time: a mounted secret is replaced by switching a link, perhaps to a file that is older.
     *
     * <p>The keys stay as they were while the file cannot be read or is malformed. A typing error
     * or a mount that is missing for a moment then neither locks out nor lets in anybody. Keys are
     * taken away by a file without them, an empty one included.
     */
    void look() {
        String text = null;
        String problem = null;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            problem = reason(e);
        }
        if (Objects.equals(text, seen)) {
            return;
        }
        seen = text;
        if (text == null) {
            LOG.errorf(
                    "%s %s can no longer be read (%s); the %s keys read before stay valid",
                    ApiKeys.FILE_PROPERTY, file, problem, keys.size());
            return;
        }
        try {
            keys = ApiKeys.ofFile(text, file);
            LOG.infof("Read %s %s again: %s keys", ApiKeys.FILE_PROPERTY, file, keys.size());
        } catch (ConfigurationException e) {
            LOG.errorf("%s. The %s keys read before stay valid", e.getMessage(), keys.size());
        }
    }

    private static String reason(IOException e) {
        return e instanceof CharacterCodingException
                ? "not UTF-8 text"
                : e.getClass().getSimpleName();
    }
}
