/**
 * The PyTorch libraries, predictions on a device, and how often in a row each device failed.
 * Internal, not API.
 */
package io.ctattention.quarkus.runtime.device;
