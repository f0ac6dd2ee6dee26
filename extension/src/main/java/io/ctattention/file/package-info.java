/**
 * What belongs to no stage: files that are written as a whole or not at all, folders that one
 * process writes, text for a terminal.
 */
package io.ctattention.file;
