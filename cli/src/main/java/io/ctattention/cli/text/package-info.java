/**
 * What trainings and comparisons print before, during and after.
 *
 * <p>Internal to the command line.
 */
package io.ctattention.cli.text;
