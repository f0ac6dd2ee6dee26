package io.ctattention.file;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One of a few named values, as options, requests and files name them. */
public final class Choice {

    private Choice() {}

    /**
     * Finds a value by its word; case, hyphens and underscores do not matter.
     *
     * @param <T> the values' type
     * @param what what is chosen, such as {@code metric}
     * @param word the word of a value
     * @param values all of them
     * @param words the word of each
     * @return the value
     * @throws IllegalArgumentException if there is none of that word; the message lists the words
     */
    public static <T> T of(String what, String word, List<T> values, Function<T, String> words) {
        return values.stream()
                .filter(value -> plain(words.apply(value)).equals(plain(word)))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        String.format(
                                                Locale.ROOT,
                                                "%s '%s' is unknown; use one of %s",
                                                what,
                                                word,
                                                values.stream()
                                                        .map(words)
                                                        .collect(Collectors.joining(", ")))));
    }

    private static String plain(String word) {
        return word.strip().replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }
}
