package io.ctattention.quarkus.deployment;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chooses, among traced look-ups, those that only a registration can answer in an executable. */
final class NeededLookups {

    /** DJL's native code and PyTorch's; JNA's serves CUDA only, and DJL goes on without it. */
    private static final Pattern LIBRARIES = Pattern.compile(".*lib(djl_torch|torch|c10).*");

    /** DJL logs through SLF4J. */
    private static final List<String> CALLERS =
            List.of("io.ctattention.", "ai.djl.", "com.google.gson.", "org.slf4j.");

    /** These lie beside the executable, not in it. */
    private static final Pattern SHARED_LIBRARY = Pattern.compile(".*\\.(so|dylib|dll)(\\..*)?");

    private NeededLookups() {}

    /**
     * Reads a trace.
     *
     * @param lines what the agent wrote
     * @param jars where classes and resources are
     * @return the look-ups, each once, in the order of their texts
     */
    static Set<Lookup> of(Stream<String> lines, List<Path> jars) throws IOException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        try (URLClassLoader classes = new URLClassLoader(urls, null)) {
            return lines.distinct()
                    .map(Lookup::parse)
                    .filter(lookup -> lookup.jni() ? isOfEngine(lookup) : isOfJars(lookup, classes))
                    .collect(
                            Collectors.toCollection(
                                    () -> new TreeSet<>(Comparator.comparing(Lookup::toString))));
        }
    }

    private static boolean isOfEngine(Lookup lookup) {
        return LIBRARIES.matcher(lookup.caller()).matches() || lookup.caller().equals("?");
    }

    /**
     * Leaves out what is not there on the JVM either, and the JDK's classes: Gson and SLF4J name
     * them in constants, which native image sees for itself, or do without.
     */
    private static boolean isOfJars(Lookup lookup, ClassLoader classes) {
        if (CALLERS.stream().noneMatch(lookup.caller()::startsWith)) {
            return false;
        }
        if (lookup.kind() == Lookup.Kind.RESOURCE) {
            return !SHARED_LIBRARY.matcher(lookup.name()).matches()
                    && classes.getResource(lookup.name()) != null;
        }
        try {
            Class<?> type = Class.forName(lookup.name(), false, classes);
            return type.getClassLoader() == classes && has(type, lookup);
        } catch (ClassNotFoundException e) {
            return false; // of primitives and their arrays, too, which need no registration
        }
    }

    private static boolean has(Class<?> type, Lookup lookup) {
        return switch (lookup.kind()) {
            case CONSTRUCTOR -> anyTakes(type.getDeclaredConstructors(), lookup.parameters());
            // Of an enum, native image keeps the constants by itself.
            case METHOD -> !(type.isEnum() && lookup.member().equals("values"));
            default -> true;
        };
    }

    private static boolean anyTakes(Executable[] executables, List<String> parameters) {
        return Arrays.stream(executables)
                .map(e -> Arrays.stream(e.getParameterTypes()).map(Class::getTypeName).toList())
                .anyMatch(parameters::equals);
    }
}
