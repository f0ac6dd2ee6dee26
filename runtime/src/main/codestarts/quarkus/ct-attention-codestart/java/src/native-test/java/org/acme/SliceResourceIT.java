package org.acme;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SliceResourceIT extends SliceResourceTest {
    // Execute the same tests but in packaged mode.
}
