package io.ctattention.server.security;

import io.ctattention.file.Sha256;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The valid keys, known only by their hashes. */
final class ApiKeys {

    static final String PROPERTY = "ct-attention.server.api-keys";
    static final String FILE_PROPERTY = "ct-attention.server.api-keys-file";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern HASH = Pattern.compile("[0-9A-Fa-f]{64}");

    private record Entry(String name, byte[] hash) {}

    private final List<Entry> entries;

    private ApiKeys(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads the entries of the property.
     *
     * @throws ConfigurationException naming the entry that is malformed, without its text
     */
    static ApiKeys ofProperty(List<String> values) {
        List<Entry> entries = new ArrayList<>();
        for (String value : values) {
            entries.add(entry(value, PROPERTY, PROPERTY + ", entry " + (entries.size() + 1)));
        }
        return new ApiKeys(entries);
    }

    /**
     * Reads the text of a file.
     *
     * @param text the lines
     * @param file what the file is called in errors
     * @throws ConfigurationException naming the line that is malformed, without its text
     */
    static ApiKeys ofFile(String text, Object file) {
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                String place =
                        String.format(Locale.ROOT, "%s %s, line %d", FILE_PROPERTY, file, number);
                entries.add(entry(line, FILE_PROPERTY, place));
            }
        }
        return new ApiKeys(entries);
    }

    private static Entry entry(String text, String property, String place) {
        String[] parts = text.strip().split(":", -1);
        if (parts.length != 2) {
            throw malformed(
                    property, place, String.format(Locale.ROOT, "has %d colons", parts.length - 1));
        }
        if (!NAME.matcher(parts[0]).matches()) {
            throw malformed(property, place, "has an invalid name");
        }
        if (RequestCaller.OTHERS.contains(parts[0])) {
            throw malformed(
                    property,
                    place,
                    "has a reserved name, which logs give to callers without a key");
        }
        if (!HASH.matcher(parts[1]).matches()) {
            int length = parts[1].length();
            throw malformed(
                    property,
                    place,
                    length == 64
                            ? "has a hash that is not hexadecimal"
                            : String.format(Locale.ROOT, "has a hash of %d characters", length));
        }
        return new Entry(parts[0], HexFormat.of().parseHex(parts[1]));
    }

    // The text itself is left out: where an entry is wrong, it may be the key that stands there.
    private static ConfigurationException malformed(String property, String place, String found) {
        return new ConfigurationException(
                String.format(
                        Locale.ROOT,
                        "%s %s; it must be name:hash, with a name of 1 to 64 letters, digits, dots,"
                                + " dashes or underscores (not oidc or anonymous), and the SHA-256"
                                + " hash of the key in 64 hexadecimal digits (printf %%s \"$key\" |"
                                + " sha256sum)",
                        place,
                        found),
                Set.of(property));
    }

    /** Returns these keys and others. */
    ApiKeys and(ApiKeys others) {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(others.entries);
        return new ApiKeys(all);
    }

    int size() {
        return entries.size();
    }

    /**
     * Looks a key up. The time this takes says nothing about the hashes: each of them is compared,
     * and to its end.
     *
     * @param key what a caller sent, a character for each byte
     * @return the name of its first entry, if it has one
     */
    Optional<String> nameOf(String key) {
        byte[] hash = Sha256.digest().digest(key.getBytes(StandardCharsets.ISO_8859_1));
        String name = null;
        for (Entry entry : entries) {
            boolean same = MessageDigest.isEqual(entry.hash(), hash);
            name = same && name == null ? entry.name() : name;
        }
        // Whoever hashed a variable that was not set did not mean to let everybody in.
        return key.isEmpty() ? Optional.empty() : Optional.ofNullable(name);
    }
}
