package io.ctattention.benchmark;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What all programs measured, in the order of measuring.
 *
 * @param all every line
 */
public record Lines(List<Measurement> all) {

    /** Whether anything measured this quantity. */
    public boolean has(String what) {
        return all.stream().anyMatch(line -> line.what().equals(what));
    }

    /** Whether this program measured this quantity. */
    public boolean has(String name, String what) {
        return named(name, what).findAny().isPresent();
    }

    /** Returns wall-clock seconds, in the order of measuring. */
    public Samples seconds(String name, String network, String what) {
        return samples(name, network, what, Measurement::seconds);
    }

    Samples cpu(String name, String network, String what) {
        return samples(name, network, what, Measurement::cpu);
    }

    /** Returns what is no time, in the order of measuring. */
    public Samples values(String name, String network, String what) {
        return samples(name, network, what, Measurement::value);
    }

    /** Returns a text, or null if there is none. */
    public String text(String name, String what) {
        return named(name, what).map(Measurement::text).findFirst().orElse(null);
    }

    /** Returns all that a program measured. */
    public Stream<Measurement> of(String name) {
        return all.stream().filter(line -> line.name().equals(name));
    }

    private Stream<Measurement> named(String name, String what) {
        return of(name).filter(line -> line.what().equals(what));
    }

    private Samples samples(
            String name, String network, String what, Function<Measurement, Double> field) {
        return new Samples(
                named(name, what)
                        .filter(line -> Objects.equals(line.network(), network))
                        .map(field)
                        .filter(Objects::nonNull)
                        .mapToDouble(Double::doubleValue)
                        .toArray());
    }
}
