/**
 * How many connections each address may have, and how long.
 *
 * <p>Internal to the service.
 */
package io.ctattention.server.connection;
