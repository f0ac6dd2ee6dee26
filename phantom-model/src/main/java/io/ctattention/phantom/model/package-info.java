/**
 * Trains the small model for new applications, on phantom slices only.
 *
 * <p>Internal to the build.
 */
package io.ctattention.phantom.model;
