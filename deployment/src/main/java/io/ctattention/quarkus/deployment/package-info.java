/**
 * The build steps of the extension: beans, checks of the configuration, and what a native
 * executable needs.
 *
 * <p>Internal.
 */
package io.ctattention.quarkus.deployment;
