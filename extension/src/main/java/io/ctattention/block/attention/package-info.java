/**
 * The attention blocks that can follow a convolution, each {@code (N, C, H, W)} in and out. {@link
 * io.ctattention.block.attention.AttentionSpec.Kind} is their registry: a new block is a class here
 * and an entry there.
 */
package io.ctattention.block.attention;
