/**
 * The OpenAPI description of the service as a whole, and the names of its parts.
 *
 * <p>Internal to the service.
 */
package io.ctattention.server.openapi;
