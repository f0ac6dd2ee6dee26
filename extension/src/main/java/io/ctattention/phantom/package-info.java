/**
 * Synthetic slices with known lungs and lesions, and their masks as files. Not a medical
 * simulation: a stand-in where real slices may not go.
 */
package io.ctattention.phantom;
