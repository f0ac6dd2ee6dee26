/**
 * The service: classifications and explanations over HTTP, and a page that shows them. This package
 * has the settings of the service and their check at the start; the packages below do the work.
 *
 * <p>Internal to the service.
 */
package io.ctattention.server;
