/** Decoding of PNG and JPEG slices within bounds, grey levels and resizing. */
package io.ctattention.image;
