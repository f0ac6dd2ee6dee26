/** Who may use the service: API keys, OIDC tokens, and the rule for the addresses it listens on. */
package io.ctattention.server.security;
