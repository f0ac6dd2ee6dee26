package io.ctattention.cli.option;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written like {@code 512M} or {@code 2G}; units of 1024.
 *
 * @param bytes how many
 */
public record MemorySize(long bytes) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,12})([KMGT]?)(?:I?B)?");

    /**
     * Reads it.
     *
     * @param text such as {@code 512M}
     * @return the size
     * @throws IllegalArgumentException if it is written in another way, or too large
     */
    public static MemorySize parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT, "'%s' is not a size; write it like 512M or 2G", text));
        }
        int power = matcher.group(2).isEmpty() ? 0 : "KMGT".indexOf(matcher.group(2)) + 1;
        try {
            return new MemorySize(
                    Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << 10 * power));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "'%s' is too large", text), e);
        }
    }
}
