/**
 * What belongs to no stage: files that are written as a whole or not at all, folders that one
 * process writes, text for a terminal.
 *
 * <p>Internal: used by every module of this project.
 */
package io.ctattention.file;
