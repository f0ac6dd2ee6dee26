/**
 * The start of the program {@code ct-attention}: its settings, the types that options take, and
 * what is said when a command fails. The commands themselves are in {@code command}, {@code
 * answer}, {@code device} and {@code cuda}.
 *
 * <p>Internal to the command line.
 */
package io.ctattention.cli;
