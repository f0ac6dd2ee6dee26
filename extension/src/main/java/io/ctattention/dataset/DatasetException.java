package io.ctattention.dataset;

import io.ctattention.file.Printable;
import java.io.IOException;
import java.util.List;

/**
 * Data that cannot be read as a data set. The message names the file, what is wrong and what to do;
 * it shows the first ten findings and counts the rest.
 */
public class DatasetException extends IOException {

    private static final int SHOWN = 10;

    private final List<String> findings;

    /**
     * Creates an exception of one finding.
     *
     * @param message what is wrong, and what to do next
     */
    public DatasetException(String message) {
        super(message);
        this.findings = List.of(message);
    }

    /**
     * Creates an exception of many findings.
     *
     * @param summary what they have in common
     * @param findings each of them
     */
    public DatasetException(String summary, List<String> findings) {
        super(summary + ":" + shown(findings));
        this.findings = List.copyOf(findings);
    }

    /**
     * Returns everything that was found, also what the message leaves out.
     *
     * @return the findings, at least one
     */
    public List<String> findings() {
        return findings;
    }

    /** The first ten of a list, each on its own line, and how many more there are. */
    static String shown(List<String> findings) {
        StringBuilder text = new StringBuilder();
        findings.stream()
                .limit(SHOWN)
                .forEach(finding -> text.append("\n  ").append(Printable.line(finding)));
        if (findings.size() > SHOWN) {
            text.append("\n  and ").append(findings.size() - SHOWN).append(" more");
        }
        return text.toString();
    }
}
