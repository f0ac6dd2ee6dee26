package io.ctattention.server.security;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A resource outside of {@code /v1}; there only in the tests of this package. */
@Path("/elsewhere")
@IfBuildProperty(name = SecurityProfile.PING, stringValue = "true")
public class ElsewhereResource {

    @GET
    public String here() {
        return "here";
    }
}
