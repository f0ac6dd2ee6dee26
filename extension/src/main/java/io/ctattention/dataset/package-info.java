/**
 * Labelled CT slices: where they come from, how they are split, what is wrong with them, and how
 * they reach a network.
 *
 * <p>{@link io.ctattention.dataset.SliceSetReader} recognises a manifest, class folders or the
 * published COVID-CT layout; {@link io.ctattention.dataset.Partition} splits the slices; {@link
 * io.ctattention.dataset.Audit} looks for leaks and shortcuts; {@link
 * io.ctattention.dataset.SliceStore} decodes each slice once and hands out batches.
 */
package io.ctattention.dataset;
