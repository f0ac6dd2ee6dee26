/**
 * Limits the connections of each address, and how long they last.
 *
 * <p>Internal to the service.
 */
package io.ctattention.server.connection;
