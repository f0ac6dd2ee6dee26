package io.ctattention.it;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ObservabilityIT extends ObservabilityTest {}
