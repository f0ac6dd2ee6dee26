/**
 * Work of many callers, done a batch at a time. Knows nothing of slices, models or HTTP.
 *
 * <p>Internal to the service.
 */
package io.ctattention.server.batch;
