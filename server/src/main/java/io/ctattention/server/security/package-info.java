/**
 * Who may use the service: API keys, OIDC tokens, and the rule for the addresses it listens on.
 *
 * <p>Internal to the service.
 */
package io.ctattention.server.security;
