/**
 * Slices as batches of pixels: decoded once and kept in memory as far as the budget goes, the rest
 * decoded ahead of its turn.
 *
 * <p>API for users: {@link io.ctattention.dataset.store.StoreOptions}. The rest is internal.
 */
package io.ctattention.dataset.store;
