/**
 * The command {@code devices}: which devices there are, what is missing, and a device's check.
 *
 * <p>Internal to the command line.
 */
package io.ctattention.cli.device;
