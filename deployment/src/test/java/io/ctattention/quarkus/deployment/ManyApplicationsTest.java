package io.ctattention.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/**
 * Applications one after the other in one JVM, each with class loaders of its own. With DJL in
 * those the second would end with "Native Library already loaded in another classloader". As each
 * takes seconds, they are few; {@code -Dct-attention.applications=40} looks longer for what piles
 * up.
 */
class ManyApplicationsTest {

    private static final int APPLICATIONS = Integer.getInteger("ct-attention.applications", 3);

    @Test
    void allApplicationsInOneJvmLoadTheirModels() {
        var request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(OneOfManyApplications.class))
                        .build();
        List<Throwable> failures = new ArrayList<>();
        long succeeded = 0;
        for (int application = 0; application < APPLICATIONS; application++) {
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create().execute(request, listener);
            succeeded += listener.getSummary().getTestsSucceededCount();
            listener.getSummary().getFailures().stream()
                    .map(Failure::getException)
                    .forEach(failures::add);
        }
        assertThat(failures).isEmpty();
        assertThat(succeeded).isEqualTo(APPLICATIONS);
    }
}
