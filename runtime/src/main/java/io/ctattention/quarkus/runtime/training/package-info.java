/** The beans that train, compare and evaluate. Internal, not API. */
package io.ctattention.quarkus.runtime.training;
