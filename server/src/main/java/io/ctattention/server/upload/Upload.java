package io.ctattention.server.upload;

/**
 * A file that a request brought.
 *
 * @param name what the answer calls it
 * @param content its bytes, of whatever kind
 */
public record Upload(String name, byte[] content) {}
