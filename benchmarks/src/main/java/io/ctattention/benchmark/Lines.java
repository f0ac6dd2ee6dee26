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
record Lines(List<Measurement> all) {

    boolean has(String what) {
        return all.stream().anyMatch(line -> line.what().equals(what));
    }

    boolean has(String name, String what) {
        return named(name, what).findAny().isPresent();
    }

    Samples seconds(String name, String network, String what) {
        return samples(name, network, what, Measurement::seconds);
    }

    Samples cpu(String name, String network, String what) {
        return samples(name, network, what, Measurement::cpu);
    }

    Samples values(String name, String network, String what) {
        return samples(name, network, what, Measurement::value);
    }

    /** Returns a text, or null if there is none. */
    String text(String name, String what) {
        return named(name, what).map(Measurement::text).findFirst().orElse(null);
    }

    Stream<Measurement> of(String name) {
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
