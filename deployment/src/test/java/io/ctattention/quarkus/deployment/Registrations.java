package io.ctattention.quarkus.deployment;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a native executable can look up: the {@code META-INF/native-image} files of all jars that
 * {@code native-image} is given, without those that its arguments exclude.
 *
 * @param jni entries of {@code jni-config.json}
 * @param reflection entries of {@code reflect-config.json}
 * @param resources patterns of {@code resource-config.json}
 */
record Registrations(List<JsonObject> jni, List<JsonObject> reflection, List<Pattern> resources) {

    private static final String FOLDER = "META-INF/native-image";

    /** A configuration that {@code --exclude-config} keeps out, by its jar and its path therein. */
    private record Excluded(Pattern jar, Pattern path) {

        boolean matches(Path jarFile, Path file) {
            return jar.matcher(jarFile.toString()).find() && path.matcher(file.toString()).find();
        }
    }

    static Registrations read(NativeSources sources) throws IOException {
        Registrations found =
                new Registrations(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<Excluded> excluded = excluded(sources.arguments());
        for (Path jar : sources.jars()) {
            try (FileSystem content = FileSystems.newFileSystem(jar)) {
                Path folder = content.getPath("/" + FOLDER);
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> files = Files.walk(folder)) {
                        for (Path file : files.toList()) {
                            if (excluded.stream().noneMatch(e -> e.matches(jar, file))) {
                                found.add(file);
                            }
                        }
                    }
                }
            }
        }
        return found;
    }

    private static List<Excluded> excluded(List<String> arguments) {
        List<Excluded> excluded = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals("--exclude-config")) {
                Pattern jar = Pattern.compile(arguments.get(i + 1));
                excluded.add(new Excluded(jar, Pattern.compile(arguments.get(i + 2))));
            }
        }
        return excluded;
    }

    private void add(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (List.of("jni-config.json", "reflect-config.json", "resource-config.json")
                .contains(name)) {
            add(name, JsonParser.parseString(Files.readString(file)));
        }
    }

    /** Adds the content of a configuration file. */
    void add(String fileName, JsonElement content) {
        switch (fileName) {
            case "jni-config.json" -> objects(content).forEach(jni::add);
            case "reflect-config.json" -> objects(content).forEach(reflection::add);
            default -> {
                JsonElement listed = content.getAsJsonObject().get("resources");
                if (listed != null && listed.isJsonObject()) {
                    listed = listed.getAsJsonObject().get("includes");
                }
                objects(listed)
                        .map(include -> include.get("pattern").getAsString())
                        .map(Pattern::compile)
                        .forEach(resources::add);
            }
        }
    }

    private static Stream<JsonObject> objects(JsonElement array) {
        JsonArray elements = array == null ? new JsonArray() : array.getAsJsonArray();
        return StreamSupport.stream(elements.spliterator(), false)
                .map(JsonElement::getAsJsonObject);
    }

    /** Returns the same registrations without those of a class, or those that match a resource. */
    Registrations without(String name) {
        Predicate<JsonObject> others = entry -> !isOf(entry, name);
        return new Registrations(
                jni.stream().filter(others).toList(),
                reflection.stream().filter(others).toList(),
                resources.stream().filter(pattern -> !pattern.matcher(name).matches()).toList());
    }

    boolean answer(Lookup lookup) {
        if (lookup.kind() == Lookup.Kind.RESOURCE) {
            return resources.stream().anyMatch(p -> p.matcher(lookup.name()).matches());
        }
        return (lookup.jni() ? jni : reflection)
                .stream().filter(e -> isOf(e, lookup.name())).anyMatch(e -> answers(e, lookup));
    }

    private static boolean isOf(JsonObject entry, String name) {
        String own = entry.get("name").getAsString();
        return (own.startsWith("[") ? Lookup.typeName(own) : own).equals(name);
    }

    private static boolean answers(JsonObject entry, Lookup lookup) {
        return switch (lookup.kind()) {
            case TYPE -> true;
            case CONSTRUCTOR -> all(entry, "Constructors", lookup) || listsMethod(entry, lookup);
            case METHOD -> all(entry, "Methods", lookup) || listsMethod(entry, lookup);
            case FIELD -> all(entry, "Fields", lookup) || listsField(entry, lookup);
            case ALL_CONSTRUCTORS -> all(entry, "Constructors", lookup);
            case ALL_METHODS -> all(entry, "Methods", lookup);
            case ALL_FIELDS -> all(entry, "Fields", lookup);
            case ALLOCATION -> has(entry, "unsafeAllocated");
            case RESOURCE -> false;
        };
    }

    private static boolean all(JsonObject entry, String members, Lookup lookup) {
        return has(entry, "allDeclared" + members)
                || lookup.publicOnly() && has(entry, "allPublic" + members);
    }

    private static boolean has(JsonObject entry, String flag) {
        JsonElement value = entry.get(flag);
        return value != null && value.getAsBoolean();
    }

    private static boolean listsField(JsonObject entry, Lookup lookup) {
        return objects(entry.get("fields"))
                .anyMatch(field -> field.get("name").getAsString().equals(lookup.member()));
    }

    private static boolean listsMethod(JsonObject entry, Lookup lookup) {
        return objects(entry.get("methods"))
                .filter(method -> method.get("name").getAsString().equals(lookup.member()))
                .map(method -> method.getAsJsonArray("parameterTypes"))
                .anyMatch(types -> types == null || names(types).equals(lookup.parameters()));
    }

    private static List<String> names(JsonArray types) {
        return types.asList().stream()
                .map(JsonElement::getAsString)
                .map(type -> type.startsWith("[") ? Lookup.typeName(type) : type)
                .toList();
    }
}
