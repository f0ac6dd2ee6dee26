/**
 * Why a request has no answer, in the form of RFC 9457. Every package that may refuse a request
 * uses this one, and this one uses none of them.
 *
 * <p>Internal to the service.
 */
package io.ctattention.server.problem;
