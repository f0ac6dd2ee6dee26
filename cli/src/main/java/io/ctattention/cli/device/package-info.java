/** The command {@code devices}: which devices there are, what is missing, and a device's check. */
package io.ctattention.cli.device;
