/**
 * Why a request has no answer, as RFC 9457 writes it. Every package that may refuse a request uses
 * this one, and this one uses none of them.
 *
 * <p>Internal to the service.
 */
package io.ctattention.server.problem;
