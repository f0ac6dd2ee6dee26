/**
 * The networks: {@link io.ctattention.block.BaselineCnn} and the attention blocks that can follow
 * each of its convolutions. Shapes in, shapes out, nothing else.
 *
 * <p>API for users: the networks and their specifications.
 */
package io.ctattention.block;
