/**
 * What every command needs of its terminal: the two streams, signals, exit codes and messages for
 * failures. It depends on no command.
 *
 * <p>Internal to the command line.
 */
package io.ctattention.cli.terminal;
