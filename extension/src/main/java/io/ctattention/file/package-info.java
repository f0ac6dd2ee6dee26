/**
 * Helpers for all stages: files that are written completely or not at all, folders that one process
 * writes, text for a terminal.
 *
 * <p>Internal: used by every module of this project.
 */
package io.ctattention.file;
