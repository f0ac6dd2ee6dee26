/**
 * Options that several commands share, their values, and the slices named on the command line.
 *
 * <p>Internal to the command line.
 */
package io.ctattention.cli.option;
