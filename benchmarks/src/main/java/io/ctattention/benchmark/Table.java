package io.ctattention.benchmark;

/** A Markdown table under a heading; empty text as long as it has no row. */
public final class Table {

    private final StringBuilder head = new StringBuilder();
    private final StringBuilder rows = new StringBuilder();
    private String note = "";

    /** Begins a table. */
    public Table(String heading, String... columns) {
        head.append("\n### ").append(heading).append("\n\n");
        head.append(line(columns));
        head.append("|").append("---|".repeat(columns.length)).append("\n");
    }

    /** Adds a row, with as many cells as there are columns. */
    public void row(String... cells) {
        rows.append(line(cells));
    }

    void note(String text) {
        note = "\n" + text + "\n";
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    @Override
    public String toString() {
        return rows.isEmpty() ? "" : head.toString() + rows + note;
    }
}
