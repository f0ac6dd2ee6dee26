/**
 * Ways around faults of the engine, each with the version that it is for. When that version goes,
 * so may they.
 *
 * <p>Internal.
 */
package io.ctattention.block.workaround;
