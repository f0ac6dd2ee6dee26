/**
 * How the files of the page are served; they are in {@code META-INF/resources}.
 *
 * <p>Internal to the service.
 */
package io.ctattention.server.page;
