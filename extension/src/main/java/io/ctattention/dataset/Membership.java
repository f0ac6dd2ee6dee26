package io.ctattention.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which slices a training learned from, used to choose its best epoch, and left alone.
 *
 * <p>A slice is known by what its file holds: {@value #DIGITS} characters (URL-safe base64) of the
 * first 48 bits of the file's SHA-256, one slice behind the other in code-point order of the names.
 * So a renamed copy is recognised and a re-encoded one is not, and no name, which may say who a
 * patient is, goes with the model; but whoever has a file can tell whether it was trained on. Of
 * 100 000 slices against 100 000 others, one is mistaken for another once in 28 000 times.
 *
 * @param train the slices learnt from
 * @param val the slices that the best epoch was chosen by
 * @param test the slices left alone
 */
public record Membership(String train, String val, String test) {

    private static final int SHOWN = 5;

    /** How many characters stand for a slice. */
    static final int DIGITS = 8;

    /**
     * Checks the lists.
     *
     * @throws IllegalArgumentException if one is not as described
     */
    public Membership {
        for (String list : new String[] {train, val, test}) {
            if (list == null || !list.matches("([\\w-]{" + DIGITS + "})*+")) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "data.membership must have train, val and test, each of %d characters a slice",
                                DIGITS));
            }
        }
    }

    /**
     * Lists the slices of a partition.
     *
     * @param set the data
     * @param partition a partition of it
     * @return the lists
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public static Membership of(SliceSet set, Partition partition) {
        Sides sides = Sides.of(partition);
        Map<Split, StringBuilder> lists = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            lists.put(split, new StringBuilder());
        }
        for (int i = 0; i < set.slices().size(); i++) {
            lists.get(sides.byName().get(set.slices().get(i).name())).append(set.contents().get(i));
        }
        return new Membership(
                lists.get(Split.TRAIN).toString(),
                lists.get(Split.VALIDATION).toString(),
                lists.get(Split.TEST).toString());
    }

    /** The first of a file's 32 hashed bytes, as they stand here. */
    static String key(byte[] sha256) {
        byte[] first = Arrays.copyOf(sha256, DIGITS * 6 / Byte.SIZE);
        return Base64.getUrlEncoder().encodeToString(first);
    }

    /**
     * Looks slices up.
     *
     * @param set any slices
     * @return by name, the part that a file of the same content was in; train if it was there, too.
     *     Slices that were in none are left out.
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public Map<String, Split> parts(SliceSet set) {
        Map<String, Set<Split>> index = index();
        Map<String, Split> parts = new HashMap<>();
        for (int i = 0; i < set.slices().size(); i++) {
            Set<Split> found = index.get(set.contents().get(i));
            if (found != null) {
                parts.put(set.slices().get(i).name(), found.iterator().next());
            }
        }
        return parts;
    }

    /**
     * Names the slices that a partition has in another part.
     *
     * @param set the data
     * @param partition a partition of it
     * @return such as {@code COVID/1.png (train, now val)}, in the order of the names
     */
    public List<String> moved(SliceSet set, Partition partition) {
        Map<String, Set<Split>> index = index();
        Sides sides = Sides.of(partition);
        List<String> moved = new ArrayList<>();
        for (int i = 0; i < set.slices().size(); i++) {
            String name = set.slices().get(i).name();
            Split now = sides.byName().get(name);
            Set<Split> then = index.getOrDefault(set.contents().get(i), Set.of());
            if (!then.contains(now)) {
                moved.add(
                        String.format(
                                Locale.ROOT,
                                "%s (%s, now %s)",
                                name,
                                then.isEmpty() ? "in no part" : then.iterator().next().id(),
                                now.id()));
            }
        }
        return moved;
    }

    /**
     * Shortens a list of slices for a message.
     *
     * @param slices what to call them
     * @return the first five, and how many more there are
     */
    public static String words(List<String> slices) {
        String shown = slices.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return slices.size() <= SHOWN
                ? shown
                : String.format(Locale.ROOT, "%s and %d more", shown, slices.size() - SHOWN);
    }

    /** The parts of each content, train first. */
    private Map<String, Set<Split>> index() {
        Map<String, Set<Split>> index = new HashMap<>();
        index(index, Split.TRAIN, train);
        index(index, Split.VALIDATION, val);
        index(index, Split.TEST, test);
        return index;
    }

    private static void index(Map<String, Set<Split>> index, Split split, String list) {
        for (int at = 0; at < list.length(); at += DIGITS) {
            index.computeIfAbsent(
                            list.substring(at, at + DIGITS), key -> EnumSet.noneOf(Split.class))
                    .add(split);
        }
    }
}
