/**
 * The commands that ask a model about slices, {@code predict} and {@code explain}, and the forms
 * that their answers are written in: table, JSON, lines, CSV and pictures.
 *
 * <p>Internal to the command line.
 */
package io.ctattention.cli.answer;
