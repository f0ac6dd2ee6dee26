/**
 * The root command and the commands about data sets, networks, trainings and comparisons.
 *
 * <p>Internal to the command line.
 */
package io.ctattention.cli.command;
