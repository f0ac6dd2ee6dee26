/**
 * Files as a whole or not at all, and folders that one process writes: what belongs to no stage.
 */
package io.ctattention.file;
