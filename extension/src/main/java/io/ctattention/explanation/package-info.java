/**
 * Explanation: which places of a slice support a class, by Grad-CAM (Selvaraju et al. 2017) and its
 * kin, and what the attention blocks let through.
 *
 * <p>API for users.
 */
package io.ctattention.explanation;
