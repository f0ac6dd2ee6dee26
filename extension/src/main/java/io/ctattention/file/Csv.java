package io.ctattention.file;

import org.apache.commons.csv.CSVFormat;

/** How comma-separated values are written and read: RFC 4180 but for the line break. */
public final class Csv {

    /** Without a header. */
    public static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

    /** For reading: the first line names the columns. */
    public static final CSVFormat NAMED =
            FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();

    private Csv() {}

    /**
     * Returns the format of a file whose first line is written by the printer.
     *
     * @param columns their names
     * @return the format
     */
    public static CSVFormat withHeader(String... columns) {
        return FORMAT.builder().setHeader(columns).get();
    }
}
