/**
 * The models by the names that requests use, and what {@code /v1/models} says of them.
 *
 * <p>Internal to the service.
 */
package io.ctattention.server.model;
