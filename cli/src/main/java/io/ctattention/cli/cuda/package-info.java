/**
 * The command {@code cuda install}: gets PyTorch's libraries for NVIDIA GPUs by Maven.
 *
 * <p>Internal to the command line.
 */
package io.ctattention.cli.cuda;
