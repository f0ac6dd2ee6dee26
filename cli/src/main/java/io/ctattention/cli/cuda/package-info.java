/**
 * The command {@code cuda install}: downloads PyTorch's libraries for NVIDIA GPUs with Maven.
 *
 * <p>Internal to the command line.
 */
package io.ctattention.cli.cuda;
