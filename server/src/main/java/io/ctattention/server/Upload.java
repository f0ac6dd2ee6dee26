package io.ctattention.server;

/**
 * A file that a request brought.
 *
 * @param name what the answer calls it
 * @param content its bytes, of whatever kind
 */
record Upload(String name, byte[] content) {}
