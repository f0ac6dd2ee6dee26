/**
 * Slices as batches of pixels: decoded once and kept in memory as far as the budget goes, the rest
 * decoded ahead of its turn.
 */
package io.ctattention.dataset.store;
