package io.ctattention.comparison;

import io.ctattention.explanation.HeatMapMeasures;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Measures of where a network looks, in [0, 1]: means over the slices for which they are defined.
 */
public enum FocusMeasure {
    /**
     * The share of slices whose heat map is empty: nothing in the image supports the prediction.
     * Nothing else is defined for these.
     */
    EMPTY("empty", "empty heat maps", m -> m.empty() ? 1.0 : 0.0),
    /** The share of the heat map's energy inside the lungs. */
    LUNGS("lungs", "energy in the lungs", HeatMapMeasures::lungs),
    /** The share that attention spread evenly would have there: the lungs' share of the area. */
    UNIFORM_LUNGS("uniformLungs", "lungs' share of the area", HeatMapMeasures::uniformLungs),
    /** The share of the heat map's energy in the outer 10 % ring, outside the lungs. */
    RING("ring", "energy in the outer 10 % ring", HeatMapMeasures::ring),
    /** The ring's share of the area. */
    UNIFORM_RING("uniformRing", "ring's share of the area", HeatMapMeasures::uniformRing),
    /** The share of the heat map's energy in neither. */
    ELSEWHERE("elsewhere", "energy elsewhere", HeatMapMeasures::elsewhere),
    /** The share of slices whose heat map is greatest inside a lesion (phantoms only). */
    POINTING("pointing", "pointing game hits", m -> share(m.hit())),
    /** The share that a random point would have: the lesions' share of the area. */
    UNIFORM_POINTING("uniformPointing", "lesions' share of the area", HeatMapMeasures::uniformHit),
    /** The area below the insertion curve; greater is more faithful. */
    INSERTION("insertion", "insertion area", HeatMapMeasures::insertionArea),
    /** The area below the deletion curve; smaller is more faithful. */
    DELETION("deletion", "deletion area", HeatMapMeasures::deletionArea);

    private final String id;
    private final String title;
    private final Function<HeatMapMeasures, Double> value;

    FocusMeasure(String id, String title, Function<HeatMapMeasures, Double> value) {
        this.id = id;
        this.title = title;
        this.value = value;
    }

    private static Double share(Boolean hit) {
        return hit == null ? null : hit ? 1.0 : 0.0;
    }

    /**
     * Returns the name in JSON and CSV.
     *
     * @return such as {@code uniformLungs}
     */
    public String id() {
        return id;
    }

    /**
     * Returns the name for a reader.
     *
     * @return such as {@code energy in the lungs}
     */
    public String title() {
        return title;
    }

    /**
     * Tells whether it is a share of the area, to measure another by; no network changes it.
     *
     * @return whether it is
     */
    public boolean isOfArea() {
        return this == UNIFORM_LUNGS || this == UNIFORM_RING || this == UNIFORM_POINTING;
    }

    /**
     * Reads the measure of one slice.
     *
     * @param measures the slice's measures
     * @return the value, empty where it is not defined
     */
    public OptionalDouble of(HeatMapMeasures measures) {
        Double own = value.apply(measures);
        return own == null || own.isNaN() ? OptionalDouble.empty() : OptionalDouble.of(own);
    }
}
