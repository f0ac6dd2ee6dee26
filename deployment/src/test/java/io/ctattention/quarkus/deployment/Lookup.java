package io.ctattention.quarkus.deployment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;

/**
 * A look-up that {@code lookups.c} wrote down.
 *
 * @param jni whether native code asked, through JNI, or Java code, by reflection
 * @param function the function or method that was called
 * @param name the class, as in {@code java.util.Map$Entry} or {@code long[]}, or the resource
 * @param member the method or field, empty if it is about the class or all of its members
 * @param parameters the types of the method's parameters
 * @param caller the library or the class that asked
 */
record Lookup(
        boolean jni,
        String function,
        String name,
        String member,
        List<String> parameters,
        String caller) {

    /** What a registration must cover to answer a look-up. */
    enum Kind {
        TYPE,
        CONSTRUCTOR,
        METHOD,
        FIELD,
        ALL_CONSTRUCTORS,
        ALL_METHODS,
        ALL_FIELDS,
        ALLOCATION,
        RESOURCE
    }

    static Lookup parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != 6 || !List.of("jni", "java").contains(fields[0])) {
            throw new IllegalArgumentException("Not a look-up: " + line);
        }
        boolean jni = fields[0].equals("jni");
        boolean named = List.of("forName", "getResource", "getResources").contains(fields[1]);
        boolean constructor = fields[1].matches("get.*Constructor|newInstance");
        return new Lookup(
                jni,
                fields[1],
                named ? fields[2] : typeName(fields[2]),
                constructor ? "<init>" : fields[3],
                fields[4].startsWith("(") ? parameters(fields[4]) : List.of(),
                jni ? fields[5] : typeName(fields[5]));
    }

    /** Turns {@code [Ljava/lang/String;} and {@code [Ljava.lang.String;} into a name as in Java. */
    static String typeName(String signature) {
        // A hidden class has a suffix that is no part of a signature: La/B+0x0000000800c03000;
        return Type.getType(signature.replace('.', '/')).getClassName();
    }

    private static List<String> parameters(String signature) {
        return Arrays.stream(Type.getArgumentTypes(signature)).map(Type::getClassName).toList();
    }

    Kind kind() {
        return switch (function) {
            case "FindClass", "forName" -> Kind.TYPE;
            case "GetMethodID", "GetStaticMethodID", "ThrowNew" ->
                    member.equals("<init>") ? Kind.CONSTRUCTOR : Kind.METHOD;
            case "getConstructor", "getDeclaredConstructor", "newInstance" -> Kind.CONSTRUCTOR;
            case "getMethod", "getDeclaredMethod" -> Kind.METHOD;
            case "GetFieldID", "GetStaticFieldID", "getField", "getDeclaredField" -> Kind.FIELD;
            case "getConstructors", "getDeclaredConstructors" -> Kind.ALL_CONSTRUCTORS;
            // Native image answers with components only if it has all of their accessors.
            case "getMethods", "getDeclaredMethods", "getRecordComponents" -> Kind.ALL_METHODS;
            case "getFields", "getDeclaredFields" -> Kind.ALL_FIELDS;
            case "allocateInstance" -> Kind.ALLOCATION;
            case "getResource", "getResources" -> Kind.RESOURCE;
            default -> throw new IllegalArgumentException("Unknown function " + function);
        };
    }

    /** Tells whether public members are all that was asked for. */
    boolean publicOnly() {
        return function.matches("get(Constructor|Method|Field)s?");
    }

    /** Returns the build item that would register what was looked up. */
    String remedy() {
        String quoted = '"' + name + '"';
        String types = parameters.stream().map(p -> ", \"" + p + '"').collect(Collectors.joining());
        if (jni) {
            return switch (kind()) {
                case CONSTRUCTOR, METHOD ->
                        String.format(
                                Locale.ROOT,
                                "JniRuntimeAccessMethodBuildItem(%s, \"%s\"%s)",
                                quoted,
                                member,
                                types);
                case FIELD ->
                        String.format(
                                Locale.ROOT,
                                "JniRuntimeAccessFieldBuildItem(%s, \"%s\")",
                                quoted,
                                member);
                default ->
                        String.format(
                                Locale.ROOT,
                                "JniRuntimeAccessBuildItem(false, false, false, %s)",
                                quoted);
            };
        }
        return switch (kind()) {
            case RESOURCE -> String.format(Locale.ROOT, "NativeImageResourceBuildItem(%s)", quoted);
            case TYPE -> "ReflectiveClassBuildItem of " + quoted;
            case CONSTRUCTOR, ALL_CONSTRUCTORS ->
                    String.format(
                            Locale.ROOT,
                            "ReflectiveClassBuildItem of %s with constructors",
                            quoted);
            case METHOD, ALL_METHODS ->
                    String.format(
                            Locale.ROOT, "ReflectiveClassBuildItem of %s with methods", quoted);
            case ALLOCATION ->
                    String.format(
                            Locale.ROOT,
                            "ReflectiveClassBuildItem of %s with unsafeAllocated",
                            quoted);
            case FIELD, ALL_FIELDS ->
                    String.format(
                            Locale.ROOT, "ReflectiveClassBuildItem of %s with fields", quoted);
        };
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %s asks %s(%s%s%s)",
                remedy(),
                caller,
                function,
                name,
                member.isEmpty() ? "" : ", " + member,
                kind() == Kind.CONSTRUCTOR || kind() == Kind.METHOD ? ", " + parameters : "");
    }
}
