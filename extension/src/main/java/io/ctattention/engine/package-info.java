/**
 * Which libraries of PyTorch the engine gets, and what it takes for it to find a GPU: NVIDIA's
 * driver, the CUDA libraries that {@code ct-attention cuda install} lays out, and the {@code
 * libcudart} that DJL counts GPUs with. Plain DJL; knows nothing of CT.
 *
 * <p>Internal: used by the command line and the Quarkus extension.
 */
package io.ctattention.engine;
