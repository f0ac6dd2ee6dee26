/**
 * Classifications and explanations: the two addresses that take slices, the way of a slice through
 * the queue and the model, and its answer.
 *
 * <p>Internal to the service.
 */
package io.ctattention.server.slice;
