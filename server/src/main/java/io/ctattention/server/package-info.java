/**
 * The service: classifications and explanations over HTTP, and a page to look at them. Here are the
 * settings of the service itself and their check at the start; the packages below do the work.
 *
 * <p>Internal to the service.
 */
package io.ctattention.server;
