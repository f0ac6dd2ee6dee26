package io.ctattention.it;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ClassifierIT extends ClassifierTest {}
