/**
 * The pages of the Dev UI.
 *
 * <p>Internal.
 */
package io.ctattention.quarkus.deployment.devui;
