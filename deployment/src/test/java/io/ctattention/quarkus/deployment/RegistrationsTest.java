package io.ctattention.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.PathTestHelper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationsTest {

    private static final String ENGINE = "0.35.1-libdjl_torch.so";
    private static final String GSON = "Lcom/google/gson/Gson;";

    @TempDir Path folder;

    private static Lookup lookup(String... fields) {
        return Lookup.parse(String.join("\t", fields));
    }

    private NativeSources jar(String name, Map<String, String> files, String... arguments)
            throws Exception {
        Path jar = folder.resolve(name);
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var file : files.entrySet()) {
                out.putNextEntry(new ZipEntry("META-INF/native-image/" + file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return new NativeSources(List.of(jar), List.of(arguments));
    }

    private boolean answers(String file, String content, Lookup lookup) throws Exception {
        return Registrations.read(jar("a.jar", Map.of(file, content))).answer(lookup);
    }

    @Test
    void aLineOfTheAgentNamesTypesAsJavaDoes() {
        assertThat(lookup("jni", "GetMethodID", "La/B$C;", "add", "([JLa/D;I)V", ENGINE))
                .isEqualTo(
                        new Lookup(
                                true,
                                "GetMethodID",
                                "a.B$C",
                                "add",
                                List.of("long[]", "a.D", "int"),
                                ENGINE));
        assertThat(lookup("java", "getConstructor", "La/B;", "", "()", GSON))
                .isEqualTo(
                        new Lookup(
                                false,
                                "getConstructor",
                                "a.B",
                                "<init>",
                                List.of(),
                                "com.google.gson.Gson"));
        assertThat(lookup("java", "forName", "a.B", "", "", GSON).name()).isEqualTo("a.B");
        assertThatThrownBy(() -> Lookup.parse("jni\tFindClass"))
                .hasMessage("Not a look-up: jni\tFindClass");
    }

    @Test
    void aMissingLookupNamesTheBuildItemThatRegistersIt() {
        assertThat(lookup("jni", "ThrowNew", "La/E;", "<init>", "(Ljava/lang/String;)V", ENGINE))
                .asString()
                .startsWith(
                        "JniRuntimeAccessMethodBuildItem(\"a.E\", \"<init>\","
                                + " \"java.lang.String\"): "
                                + ENGINE);
        assertThat(lookup("java", "getResources", "a/b.txt", "", "", GSON))
                .asString()
                .startsWith("NativeImageResourceBuildItem(\"a/b.txt\"): com.google.gson.Gson");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'name':'a.B'}                                                 | false",
                "{'name':'a.B','fields':[{'name':'log'}]}                       | false",
                "{'name':'a.B','allDeclaredMethods':true}                       | true",
                "{'name':'a.C','allDeclaredMethods':true}                       | false",
                "{'name':'a.B','methods':[{'name':'m','parameterTypes':['[J']}]}| true",
                "{'name':'a.B','methods':[{'name':'m','parameterTypes':['J']}]} | false",
                "{'name':'a.B','methods':[{'name':'n'}]}                        | false",
                "{'name':'a.B','methods':[{'name':'m'}]}                        | true"
            })
    void aMethodIsAnsweredByItselfOrByAllOfItsClass(String entry, boolean answered)
            throws Exception {
        String content = "[" + entry.replace('\'', '"') + "]";
        Lookup jni = lookup("jni", "GetMethodID", "La/B;", "m", "([J)V", ENGINE);
        assertThat(answers("jni-config.json", content, jni)).isEqualTo(answered);
        assertThat(answers("reflect-config.json", content, jni)).isFalse();
        Lookup reflected = lookup("java", "getMethod", "La/B;", "m", "([J)", GSON);
        assertThat(answers("x/reflect-config.json", content, reflected)).isEqualTo(answered);
    }

    @Test
    void publicConstructorsAnswerWhoAsksForPublicOnes() throws Exception {
        String entry = "[{\"name\":\"a.B\",\"allPublicConstructors\":true}]";
        for (String function : List.of("getConstructor", "getDeclaredConstructor")) {
            Lookup lookup = lookup("java", function, "La/B;", "", "()", GSON);
            assertThat(answers("reflect-config.json", entry, lookup))
                    .isEqualTo(function.equals("getConstructor"));
        }
    }

    @Test
    void aFieldThatIsRemovedFromItsClassIsMissing() throws Exception {
        Lookup log = lookup("jni", "GetStaticFieldID", "La/B;", "log", "La/L;", ENGINE);
        String both = "[{\"name\":\"a.B\",\"fields\":[{\"name\":\"log\"},{\"name\":\"x\"}]}]";
        assertThat(answers("jni-config.json", both, log)).isTrue();
        String one = both.replace("{\"name\":\"log\"},", "");
        assertThat(answers("jni-config.json", one, log)).isFalse();
    }

    @Test
    void anExcludedConfigurationAnswersNothing() throws Exception {
        String patterns = "{\"resources\":[{\"pattern\":\"jnilib/.*\"}]}";
        var files = Map.of("ai/djl/resource-config.json", patterns);
        Lookup resource = lookup("java", "getResource", "jnilib/a.properties", "", "", GSON);
        assertThat(Registrations.read(jar("a.jar", files)).answer(resource)).isTrue();
        for (String jar : List.of("a\\.jar", "b\\.jar")) {
            NativeSources sources =
                    jar("a.jar", files, "--exclude-config", jar, "/META-INF/native-image/ai/.*");
            assertThat(Registrations.read(sources).answer(resource))
                    .isEqualTo(jar.equals("b\\.jar"));
        }
    }

    @Test
    void onlyLookupsThatARegistrationMustAnswerCount() throws Exception {
        String here = getClass().getName();
        String line = "java\tforName\t%s\t\t\t%s";
        assertThat(
                        NeededLookups.of(
                                Stream.of(
                                        String.format(Locale.ROOT, line, here, GSON),
                                        String.format(Locale.ROOT, line, here, GSON),
                                        String.format(
                                                Locale.ROOT, line, here, "Ljavax/imageio/ImageIO;"),
                                        String.format(Locale.ROOT, line, "java.util.List", GSON),
                                        String.format(Locale.ROOT, line, "a.Missing", GSON),
                                        "jni\tFindClass\tLa/B;\t\t\t" + ENGINE,
                                        "jni\tFindClass\tLa/B;\t\t\tjna123.tmp"),
                                List.of(PathTestHelper.getTestClassesLocation(getClass()))))
                .extracting(Lookup::name)
                .containsExactlyInAnyOrder(here, "a.B");
    }
}
