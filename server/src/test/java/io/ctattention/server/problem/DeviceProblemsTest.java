package io.ctattention.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import io.ctattention.engine.DeviceException;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;

class DeviceProblemsTest {

    private static Response answer(String words) {
        EngineException failure = new EngineException(words + "\nframe #0: c10::Error::Error");
        return new ProblemMappers().failed(DeviceException.find(failure));
    }

    @Test
    void aFullGpuIsToBeTriedAgain() {
        Response response = answer("CUDA out of memory. Tried to allocate 2.00 GiB.");
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("1");
        assertThat(response.getEntity())
                .isEqualTo(
                        new Problem(
                                "urn:ct-attention:problem:device-memory",
                                "The GPU is out of memory",
                                503,
                                "The GPU has too little memory at the moment; try again, or send"
                                        + " fewer slices"));
    }

    @Test
    void aGpuThatFailedIsSaidWithoutItsReason() {
        Response response = answer("CUDA error: an illegal memory access was encountered");
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getEntity())
                .isEqualTo(
                        new Problem(
                                "urn:ct-attention:problem:device-failed",
                                "The GPU failed",
                                503,
                                "The GPU failed; see the log of the service"));
    }
}
