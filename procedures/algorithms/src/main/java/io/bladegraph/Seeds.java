// SPDX-License-Identifier: Apache-2.0
package io.bladegraph;

import java.util.SplittableRandom;

/**
 * The only source of chance: every random stream is a pure function of the user's seed and of what it is for.
 *
 * <p>Streams are derived, never shared, so a result depends on the seed alone and not on the number of threads or on
 * the order in which they run. The mixing function is the finalizer of MurmurHash3 in the variant of Stafford ("Mix13").
 */
public final class Seeds {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /**
     * An independent stream of random numbers.
     *
     * @param seed the user's seed
     * @param path what the stream is for, for instance (epoch, batch) or (purpose, node)
     * @return a new generator, always the same for the same arguments; not thread-safe
     */
    public static SplittableRandom stream(long seed, long... path) {
        return new SplittableRandom(derive(seed, path));
    }

    /**
     * A seed derived from another one.
     *
     * @param seed the user's seed
     * @param path what the seed is for
     * @return 64 well-mixed bits, always the same for the same arguments
     */
    public static long derive(long seed, long... path) {
        long state = mix(seed + GOLDEN_GAMMA);
        for (long step : path) {
            state = mix(state + GOLDEN_GAMMA * (2 * step + 1));
        }
        return state;
    }

    /**
     * The numbers from 0 in random order, every order with the same chance.
     *
     * @param count how many numbers
     * @param random where the order comes from
     * @return 0 to {@code count - 1}, each once
     */
    public static int[] shuffled(int count, SplittableRandom random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /**
     * A bijective scrambling of 64 bits, for streams too short-lived to deserve a generator object.
     *
     * @param bits any value
     * @return well-mixed bits
     */
    public static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
