/**
 * A trained model: its folder and card, weights of other programs, devices, and the answers that it
 * gives for slices.
 *
 * <p>API for users.
 */
package io.ctattention.model;
