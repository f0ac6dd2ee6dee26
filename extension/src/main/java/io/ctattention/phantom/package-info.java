/**
 * Synthetic slices with known lungs and lesions, and their masks as files. Not a medical
 * simulation: a stand-in where real slices may not go.
 *
 * <p>API for users: {@link io.ctattention.phantom.PhantomSlices}.
 */
package io.ctattention.phantom;
