package io.ctattention.server.problem;

import io.ctattention.engine.DeviceException;
import io.ctattention.engine.DeviceException.Kind;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure into a problem. The log has the details. */
final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private static final Map<Integer, ProblemType> BY_STATUS =
            Map.of(
                    404, ProblemType.NOT_FOUND,
                    405, ProblemType.METHOD_NOT_ALLOWED,
                    406, ProblemType.NOT_ACCEPTABLE,
                    408, ProblemType.SLOW_REQUEST,
                    413, ProblemType.TOO_LARGE);

    @ServerExceptionMapper
    Response expected(ProblemException e) {
        return ProblemResponse.of(e.type(), e.getMessage());
    }

    /** What Quarkus REST says of requests that reach no method of ours. */
    @ServerExceptionMapper
    Response refused(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status >= 500) {
            return failed(e);
        }
        ProblemType type = BY_STATUS.getOrDefault(status, ProblemType.BAD_REQUEST);
        return ProblemResponse.of(type, detail(type));
    }

    private static String detail(ProblemType type) {
        return switch (type) {
            case NOT_FOUND -> "Use /v1/models, /v1/classifications or /v1/explanations";
            case METHOD_NOT_ALLOWED -> "Use POST for slices and GET for models";
            case NOT_ACCEPTABLE ->
                    "Answers are application/json; an explanation of one slice can be"
                            + " image/png";
            default -> type.title();
        };
    }

    /** One log line each: a GPU that failed once fails for every request. */
    @ServerExceptionMapper
    Response failed(DeviceException e) {
        LOG.errorf("A request failed: %s", e.getMessage());
        LOG.debug("Where it failed", e);
        return e.kind() == Kind.OUT_OF_MEMORY
                ? ProblemResponse.of(
                        ProblemType.DEVICE_MEMORY,
                        "The GPU has too little memory at the moment; try again, or send fewer"
                                + " slices")
                : ProblemResponse.of(
                        ProblemType.DEVICE_FAILED, "The GPU failed; see the log of the service");
    }

    @ServerExceptionMapper
    Response failed(Throwable e) {
        DeviceException gpu = DeviceException.find(e);
        if (gpu != null) {
            return failed(gpu);
        }
        LOG.error("A request failed", e);
        return ProblemResponse.of(ProblemType.INTERNAL, "See the log of the service");
    }
}
