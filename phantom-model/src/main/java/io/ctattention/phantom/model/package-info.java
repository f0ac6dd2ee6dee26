/**
 * Trains the small model that starts an application off; it knows nothing but phantom slices.
 *
 * <p>Internal to the build.
 */
package io.ctattention.phantom.model;
