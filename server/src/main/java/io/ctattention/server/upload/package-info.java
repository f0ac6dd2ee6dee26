/**
 * What requests bring: bodies are read within bounds of length, time and memory, and their files
 * found. Knows nothing of images or models.
 *
 * <p>Internal to the service.
 */
package io.ctattention.server.upload;
