package io.ctattention.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ctattention.comparison.PageWriter;
import io.ctattention.training.HistoryPlotter;
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

    private static final String CLASSIFICATION = "ai.djl.modality.Classifications$Classification";

    @TempDir static Path folder;

    private static Registrations registrations;
    private static Set<Lookup> needed;

    @BeforeAll
    static void buildAndTrace() throws Exception {
        Path agent = LookupTrace.compileAgent(folder);
        NativeSources sources = NativeSources.build(folder.resolve("sources"));
        registrations = Registrations.read(sources);
        needed = LookupTrace.of(agent, sources, folder);
    }

    private static List<Lookup> unanswered(Registrations registered) {
        return needed.stream().filter(lookup -> !registered.answer(lookup)).toList();
    }

    @Test
    void everyLookupOfAFullPassIsRegistered() {
        List<Lookup> missing = unanswered(registrations);
        String list = missing.stream().map(Lookup::toString).collect(Collectors.joining("\n"));
        assertThat(missing)
                .withFailMessage(
                        "%d of %d look-ups are not registered:%n%s%n",
                        missing.size(), needed.size(), list)
                .isEmpty();
    }

    @Test
    void theTraceHoldsLookupsOfEveryPartOfThePass() {
        assertThat(needed)
                .extracting(Lookup::function, Lookup::name, Lookup::member)
                .contains(
                        tuple("getResources", "META-INF/services/ai.djl.engine.EngineProvider", ""),
                        tuple(
                                "getResources",
                                "META-INF/services/" + HistoryPlotter.class.getName(),
                                ""),
                        tuple(
                                "getResources",
                                "META-INF/services/" + PageWriter.class.getName(),
                                ""),
                        tuple("GetStaticFieldID", "ai.djl.pytorch.jni.JniUtils", "logger"),
                        tuple("ThrowNew", "ai.djl.engine.EngineException", "<init>"),
                        tuple("getRecordComponents", "io.ctattention.audit.AuditReport", ""),
                        tuple("getRecordComponents", "io.ctattention.training.TrainingState", ""),
                        tuple("getMethod", "io.ctattention.model.ModelCard", "network"),
                        tuple("getConstructor", "io.ctattention.model.NetworkFactory", "<init>"),
                        tuple("getDeclaredFields", CLASSIFICATION, ""),
                        tuple("getDeclaredFields", "ai.djl.ndarray.NDList$SafeTensor", ""));
    }

    @Test
    void withoutTheRegistrationsOfANameExactlyItsLookupsAreMissing() {
        List<Lookup> before = unanswered(registrations);
        Set<String> registered = needed.stream().map(Lookup::name).collect(Collectors.toSet());
        before.forEach(lookup -> registered.remove(lookup.name()));
        assertThat(registered).contains("java.util.HashSet"); // DJL's jars say so themselves
        for (String name : registered) {
            assertThat(unanswered(registrations.without(name)))
                    .as(name)
                    .isEqualTo(
                            needed.stream()
                                    .filter(l -> l.name().equals(name) || before.contains(l))
                                    .toList());
        }
    }
}
