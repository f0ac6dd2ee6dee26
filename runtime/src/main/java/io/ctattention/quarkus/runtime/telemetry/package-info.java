/** Calls of the beans, and what watches them: meters and spans. Internal, not API. */
package io.ctattention.quarkus.runtime.telemetry;
