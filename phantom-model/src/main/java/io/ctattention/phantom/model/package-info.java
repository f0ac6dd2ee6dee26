/** Trains the small model that starts an application off; it knows nothing but phantom slices. */
package io.ctattention.phantom.model;
