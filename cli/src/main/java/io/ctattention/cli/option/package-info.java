/**
 * Options that several commands share, the words that they take, and the slices that are named.
 *
 * <p>Internal to the command line.
 */
package io.ctattention.cli.option;
