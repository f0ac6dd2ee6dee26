package io.ctattention.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guards on the JVM what only fails in a native executable: a class, member or resource that is
 * looked up by name and not registered.
 *
 * <p>One side is a real Quarkus build of {@link NativeSources}: the files that {@code native-image}
 * would read, Quarkus' own and those of DJL's jars that no argument excludes. The other side is a
 * {@link FullPass} on these very jars, traced by the agent {@code src/test/c/lookups.c}. It needs a
 * C compiler and a JDK for Linux with its headers; without them the test is skipped.
 *
 * <p>Not seen: what the pass does not do, {@code ClassLoader.loadClass}, proxies, serialization,
 * and what a GraalVM {@code Feature} registers in code.
 */
class NativeRegistrationTest {

    @TempDir static Path folder;

    private static Registrations registrations;
    private static Set<Lookup> needed;

    @BeforeAll
    static void buildAndTrace() throws Exception {
        NativeSources sources = NativeSources.build(folder.resolve("sources"));
        registrations = Registrations.read(sources);
        needed = LookupTrace.of(sources, folder);
    }

    private static List<Lookup> unanswered(Registrations registered) {
        return needed.stream().filter(lookup -> !registered.answer(lookup)).toList();
    }

    @Test
    void everyLookupOfAFullPassIsRegistered() {
        assertThat(unanswered(registrations))
                .withFailMessage(
                        () ->
                                unanswered(registrations).stream()
                                        .map(Lookup::toString)
                                        .collect(Collectors.joining("\n", "Missing:\n", "\n")))
                .isEmpty();
    }

    @Test
    void theTraceHoldsLookupsOfEveryPartOfThePass() {
        assertThat(needed)
                .extracting(Lookup::name)
                .contains(
                        "ai.djl.pytorch.jni.JniUtils", // the engine starts
                        "ai.djl.engine.EngineException", // and throws
                        "io.ctattention.training.TrainingState", // training goes on
                        "io.ctattention.model.ModelCard", // a model is loaded
                        "io.ctattention.model.NetworkFactory", // by Criteria alone
                        "ai.djl.modality.Classifications$Classification", // answers as JSON
                        "ai.djl.ndarray.NDList$SafeTensor", // weights are exported
                        "META-INF/services/ai.djl.engine.EngineProvider");
    }

    @Test
    void withoutARegistrationExactlyTheLookupsThatNeedItAreMissing() {
        List<Lookup> before = unanswered(registrations);
        Set<String> names = needed.stream().map(Lookup::name).collect(Collectors.toSet());
        for (String name : names) {
            List<Lookup> missing =
                    unanswered(registrations.without(name)).stream()
                            .filter(lookup -> !before.contains(lookup))
                            .toList();
            List<Lookup> own =
                    needed.stream()
                            .filter(lookup -> lookup.name().equals(name))
                            .filter(lookup -> !before.contains(lookup))
                            .toList();
            assertThat(missing).as(name).isEqualTo(own);
        }
    }
}
