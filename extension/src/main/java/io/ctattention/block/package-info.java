/**
 * The networks: {@link io.ctattention.block.NetworkSpec} is the shape of one, {@link
 * io.ctattention.block.Network} what is built from it and all that others know of it. Shapes in,
 * shapes out, nothing else.
 *
 * <p>API for users.
 */
package io.ctattention.block;
