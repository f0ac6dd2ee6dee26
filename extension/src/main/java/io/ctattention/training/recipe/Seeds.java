package io.ctattention.training.recipe;

import java.util.Random;

/**
 * Independent sources of chance from one seed, each known by its purpose, epoch and slice. Nothing
 * about them needs to be stored to resume after an interruption.
 */
public enum Seeds {
    WEIGHTS,
    ORDER,
    AUGMENTATION;

    /**
     * Returns the chance of one purpose.
     *
     * @param seed the recipe's
     * @param epoch from 1
     * @param index of the slice
     * @return a new source
     */
    public Random random(long seed, long epoch, long index) {
        return new Random(mix(mix(mix(mix(seed) + ordinal()) + epoch) + index));
    }

    /** Stafford's variant 13 of the 64-bit finalizer, as in Java's SplittableRandom. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /**
     * Returns the order in which an epoch sees the training slices.
     *
     * @param seed the recipe's
     * @param epoch from 1
     * @param slices how many there are
     * @return their indices
     */
    public static int[] order(long seed, int epoch, int slices) {
        Random random = ORDER.random(seed, epoch, 0);
        int[] order = new int[slices];
        for (int i = 0; i < slices; i++) { // Fisher and Yates, inside out
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
