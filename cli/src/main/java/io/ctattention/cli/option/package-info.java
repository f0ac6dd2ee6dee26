/** Options that several commands share, the words that they take, and the slices that are named. */
package io.ctattention.cli.option;
