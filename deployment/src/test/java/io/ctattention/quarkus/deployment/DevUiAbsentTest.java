package io.ctattention.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.quarkus.runtime.devui.DevUiService;
import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DevUiAbsentTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withEmptyApplication();

    @Test
    void outsideDevModeTheServiceOfTheDevUiIsNoBean() {
        assertThat(Arc.container().select(DevUiService.class).isUnsatisfied()).isTrue();
    }
}
