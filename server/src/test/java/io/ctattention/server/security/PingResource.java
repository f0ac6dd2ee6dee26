package io.ctattention.server.security;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Says who calls; there only in the tests of this package. */
@Path("/v1/ping")
@IfBuildProperty(name = SecurityProfile.PING, stringValue = "true")
public class PingResource {

    @GET
    public String name(@Context SecurityContext security) {
        Principal principal = security.getUserPrincipal();
        return principal == null ? "nobody" : principal.getName();
    }

    @POST
    public String length(byte[] body) {
        return Integer.toString(body.length);
    }

    @GET
    @Path("failure")
    public String failure() {
        throw new IllegalStateException("on purpose");
    }
}
