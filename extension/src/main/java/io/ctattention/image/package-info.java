/**
 * Decoding of PNG and JPEG slices within bounds, grey levels and resizing.
 *
 * <p>API for users: {@link io.ctattention.image.SliceDecoder} and its slices.
 */
package io.ctattention.image;
