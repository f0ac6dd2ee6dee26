/** Compares two networks that were trained in pairs, and says what the difference is worth. */
package io.ctattention.comparison;
