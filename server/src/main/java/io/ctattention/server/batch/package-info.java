/**
 * Work of many callers, done in batches. It does not depend on slices, models or HTTP.
 *
 * <p>Internal to the service.
 */
package io.ctattention.server.batch;
