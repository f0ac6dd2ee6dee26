package io.ctattention.server.slice;

import io.ctattention.quarkus.ModelLease;
import io.ctattention.server.upload.Upload;
import io.opentelemetry.context.Context;

/**
 * A slice that waits.
 *
 * @param upload the file
 * @param model answers it, whatever is loaded meanwhile
 * @param trace what its request is part of
 * @param cost how much work it is, in forward passes
 */
record PendingSlice(Upload upload, ModelLease model, Context trace, int cost) {}
