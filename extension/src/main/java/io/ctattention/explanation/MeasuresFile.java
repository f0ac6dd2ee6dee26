package io.ctattention.explanation;

import io.ctattention.file.AtomicFile;
import io.ctattention.file.Csv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** {@link HeatMapMeasures} as CSV; the areas are there for other readers. */
final class MeasuresFile {

    /** The columns, in order, and what is in them. */
    private enum Column {
        SLICE("slice", HeatMapMeasures::slice),
        CLASS("explainedClass", HeatMapMeasures::explainedClass),
        EMPTY("empty", HeatMapMeasures::empty),
        LUNGS("lungs", HeatMapMeasures::lungs),
        RING("ring", HeatMapMeasures::ring),
        UNIFORM_LUNGS("uniformLungs", HeatMapMeasures::uniformLungs),
        UNIFORM_RING("uniformRing", HeatMapMeasures::uniformRing),
        HIT("hit", HeatMapMeasures::hit),
        UNIFORM_HIT("uniformHit", HeatMapMeasures::uniformHit),
        DELETION_AREA("deletionArea", HeatMapMeasures::deletionArea),
        INSERTION_AREA("insertionArea", HeatMapMeasures::insertionArea),
        DELETION("deletion", measures -> spaced(measures.deletion())),
        INSERTION("insertion", measures -> spaced(measures.insertion()));

        private final String header;
        private final Function<HeatMapMeasures, Object> value;

        Column(String header, Function<HeatMapMeasures, Object> value) {
            this.header = header;
            this.value = value;
        }

        private static String spaced(List<Double> curve) {
            return curve.stream().map(String::valueOf).collect(Collectors.joining(" "));
        }
    }

    private static final CSVFormat FORMAT =
            Csv.withHeader(Stream.of(Column.values()).map(c -> c.header).toArray(String[]::new));

    private MeasuresFile() {}

    static void write(Path file, List<HeatMapMeasures> measures) throws IOException {
        AtomicFile.writeText(
                file,
                out -> {
                    CSVPrinter csv = new CSVPrinter(out, FORMAT);
                    for (HeatMapMeasures one : measures) {
                        csv.printRecord(Stream.of(Column.values()).map(c -> c.value.apply(one)));
                    }
                });
    }

    static List<HeatMapMeasures> read(Path file) throws IOException {
        try (var reader = Files.newBufferedReader(file);
                var parser = Csv.NAMED.parse(reader)) {
            for (Column column : Column.values()) {
                if (!parser.getHeaderMap().containsKey(column.header)) {
                    throw new IOException(
                            String.format(
                                    Locale.ROOT,
                                    "%s has no column %s; measure again to rewrite it",
                                    file,
                                    column.header));
                }
            }
            return parser.stream().map(row -> measures(file, row)).toList();
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static HeatMapMeasures measures(Path file, CSVRecord row) {
        try {
            return new HeatMapMeasures(
                    row.get(Column.SLICE.header),
                    row.get(Column.CLASS.header),
                    Boolean.parseBoolean(row.get(Column.EMPTY.header)),
                    value(row, Column.LUNGS, Double::valueOf),
                    value(row, Column.RING, Double::valueOf),
                    value(row, Column.UNIFORM_LUNGS, Double::valueOf),
                    value(row, Column.UNIFORM_RING, Double::valueOf),
                    value(row, Column.HIT, Boolean::valueOf),
                    value(row, Column.UNIFORM_HIT, Double::valueOf),
                    curve(row, Column.DELETION),
                    curve(row, Column.INSERTION));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s, slice %d: %s; measure again to rewrite it",
                            file,
                            row.getRecordNumber(),
                            e.getMessage()),
                    e);
        }
    }

    private static <T> T value(CSVRecord row, Column column, Function<String, T> parse) {
        String text = row.get(column.header);
        return text.isEmpty() ? null : parse.apply(text);
    }

    private static List<Double> curve(CSVRecord row, Column column) {
        String text = row.get(column.header);
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ")).map(Double::valueOf).toList();
    }
}
