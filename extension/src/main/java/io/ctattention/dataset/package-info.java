/**
 * Labelled CT slices, their patients, and how they are split.
 *
 * <p>{@link io.ctattention.dataset.reading.SliceSetReader} recognises a manifest, class folders or
 * the published COVID-CT layout; {@link io.ctattention.dataset.Partition} splits the slices; {@link
 * io.ctattention.dataset.store.SliceStore} decodes each slice once and hands out batches. What is
 * wrong with a set of slices, {@link io.ctattention.audit.Audit} finds.
 *
 * <p>API for users.
 */
package io.ctattention.dataset;
