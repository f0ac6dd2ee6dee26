package io.ctattention.file;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * How this library writes and reads JSON: the components of records are the fields, in their order.
 * A native image knows all records of this library. They differ in what they do with null.
 */
public final class Json {

    /** Without line breaks; what is null is left out. */
    public static final Gson LINE =
            new GsonBuilder()
                    .disableHtmlEscaping()
                    .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
                    .create();

    /** Without line breaks; null is written. */
    public static final Gson LINE_WITH_NULLS = LINE.newBuilder().serializeNulls().create();

    /** Indented; what is null is left out. */
    public static final Gson INDENTED = LINE.newBuilder().setPrettyPrinting().create();

    /** Indented; null is written. */
    public static final Gson WITH_NULLS = INDENTED.newBuilder().serializeNulls().create();

    private Json() {}

    /**
     * Gives a map the names and values that it has in JSON.
     *
     * @param map any map
     * @param name makes a field's name of a key
     * @param value makes its value of a value
     * @param <K> the keys
     * @param <V> the values
     * @param <J> what the values are in JSON
     * @return the fields in the map's order
     */
    public static <K, V, J> Map<String, J> fields(
            Map<K, V> map, Function<K, String> name, Function<V, J> value) {
        Map<String, J> fields = new LinkedHashMap<>();
        map.forEach((k, v) -> fields.put(name.apply(k), value.apply(v)));
        return fields;
    }
}
