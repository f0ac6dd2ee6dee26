/**
 * Ways around faults of the engine, each with the version that it is for. When that version goes,
 * so may they.
 */
package io.ctattention.block.workaround;
