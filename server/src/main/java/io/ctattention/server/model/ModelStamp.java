package io.ctattention.server.model;

import io.ctattention.quarkus.ModelLease;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which model answered.
 *
 * @param name its name in the configuration
 * @param network the network's name
 * @param sha256 the hash of its parameters, in hexadecimal
 */
@Schema(requiredProperties = {"name", "network", "sha256"})
public record ModelStamp(String name, String network, String sha256) {

    /**
     * Says which model it is.
     *
     * @param lease the model
     * @return its stamp
     */
    public static ModelStamp of(ModelLease lease) {
        return new ModelStamp(
                Models.id(lease.name()), lease.card().name(), lease.card().parametersSha256());
    }
}
