/** The command {@code cuda install}: gets PyTorch's libraries for NVIDIA GPUs by Maven. */
package io.ctattention.cli.cuda;
