/** The root command and the commands about data sets, networks, trainings and comparisons. */
package io.ctattention.cli.command;
