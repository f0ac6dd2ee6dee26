/**
 * What the beans of {@link io.ctattention.quarkus} are made of: configuration, loading, health,
 * metrics and the Dev UI.
 *
 * <p>Internal.
 */
package io.ctattention.quarkus.runtime;
