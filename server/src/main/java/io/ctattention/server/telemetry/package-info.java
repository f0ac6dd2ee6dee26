/**
 * What an operator sees: the access log, meters and spans. Their words are a closed set, so that
 * nothing that a caller wrote gets into them.
 *
 * <p>Internal to the service.
 */
package io.ctattention.server.telemetry;
