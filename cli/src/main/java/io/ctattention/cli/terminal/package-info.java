/**
 * What every command has to do with its terminal: the two streams, signals, exit codes and the
 * words for a failure. Knows no command.
 *
 * <p>Internal to the command line.
 */
package io.ctattention.cli.terminal;
