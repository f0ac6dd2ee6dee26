/**
 * Readers of slices on the disk: folders of classes, folders of splits, manifests and the published
 * folders of COVID-CT. Use {@link io.ctattention.dataset.reading.SliceSetReader}; the others are
 * its parts.
 *
 * <p>API for users: {@link io.ctattention.dataset.reading.SliceSetReader}.
 */
package io.ctattention.dataset.reading;
