/** Work of many callers, done a batch at a time. Knows nothing of slices, models or HTTP. */
package io.ctattention.server.batch;
