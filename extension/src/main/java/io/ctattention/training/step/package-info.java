/**
 * One step of a training: where its batch comes from, forward, loss, backward and Adam's update.
 *
 * <p>Internal.
 */
package io.ctattention.training.step;
