package io.ctattention.server.slice;

/**
 * What comes of a slice that could be read: an answer, or the picture that was asked for instead.
 *
 * @param answer what the model says, null if there is a picture
 * @param picture a PNG, null if there is an answer
 */
record SliceReply(SliceAnswer answer, byte[] picture) {}
