/** The configured models in memory, and the beans that answer with them. Internal, not API. */
package io.ctattention.quarkus.runtime;
