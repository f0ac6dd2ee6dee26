/**
 * What trainings and comparisons say before, while they run, and after.
 *
 * <p>Internal to the command line.
 */
package io.ctattention.cli.text;
