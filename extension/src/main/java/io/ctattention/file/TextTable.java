package io.ctattention.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of cells, each column as wide as its widest cell. */
public final class TextTable {

    private final Set<Integer> leftAligned;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Creates a table without rows.
     *
     * @param leftAligned the columns, from 0, whose text starts at the left; others end at the
     *     right
     */
    public TextTable(Set<Integer> leftAligned) {
        this.leftAligned = leftAligned;
    }

    /**
     * Adds a row; all rows have equally many cells.
     *
     * @param cells the text of each cell; line breaks and control characters are escaped
     */
    public void row(List<String> cells) {
        rows.add(cells.stream().map(Printable::line).toList());
    }

    @Override
    public String toString() {
        int columns = rows.get(0).size();
        int[] widths =
                IntStream.range(0, columns)
                        .map(c -> rows.stream().mapToInt(r -> r.get(c).length()).max().orElse(0))
                        .toArray();
        return rows.stream()
                .map(
                        row ->
                                IntStream.range(0, columns)
                                        .mapToObj(c -> cell(row.get(c), c, widths[c]))
                                        .collect(Collectors.joining("  "))
                                        .stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String cell(String text, int column, int width) {
        String padding = " ".repeat(width - text.length());
        return leftAligned.contains(column) ? text + padding : padding + text;
    }
}
