package io.ctattention.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Ground glass: soft, irregular patches below the pleura, mostly on both sides and at the back. */
final class PhantomLesions {

    private record Patch(PhantomShape shape, double density) {}

    private final List<Patch> patches = new ArrayList<>();
    private final PhantomShape lungs;
    private final SmoothNoise noise;

    PhantomLesions(PhantomAnatomy anatomy, SplittableRandom random) {
        lungs = anatomy.lungs();
        noise = new SmoothNoise(random.nextLong());
        boolean bilateral = random.nextDouble() < 0.75;
        int first = random.nextBoolean() ? 1 : -1;
        int count = random.nextInt(2, 6);
        while (patches.size() < count) {
            int side = bilateral && patches.size() % 2 == 1 ? -first : first;
            addPatch(anatomy, random, side);
        }
    }

    /** Tries one place; it takes the patch if it is just below the pleura of the chest wall. */
    private void addPatch(PhantomAnatomy anatomy, SplittableRandom random, int side) {
        double x = side * random.nextDouble(0.25, 0.85);
        double y = random.nextDouble(-0.45, 0.6);
        double below = anatomy.cavity().distance(x, y);
        boolean atBack = y > 0 || random.nextDouble() < 0.35;
        if (below > -0.02 || below < -0.1 || lungs.distance(x, y) > -0.02 || !atBack) {
            return;
        }
        double along = random.nextDouble(0.11, 0.23);
        double across = random.nextDouble(0.07, 0.12);
        double squash = anatomy.depth() * anatomy.depth();
        double outward = StrictMath.atan2(y, x * squash);
        PhantomShape oval = PhantomShape.ellipse(x, y, across, along, 0).turned(x, y, outward);
        double phase = random.nextDouble(100);
        PhantomShape shape =
                (u, v) -> {
                    double plain = oval.distance(u, v);
                    return plain > 0.15
                            ? plain
                            : plain + 0.05 * noise.rough(7 * u + phase, 7 * v - phase);
                };
        patches.add(new Patch(shape, random.nextDouble(270, 430)));
    }

    /** What the patches add to the air of the lung; vessels stay as they are. */
    double at(double x, double y, double hounsfield) {
        if (lungs.distance(x, y) > 0) {
            return 0;
        }
        double most = 0;
        for (Patch patch : patches) {
            most = Math.max(most, patch.density() * cover(patch, x, y));
        }
        double room = Math.max(0, Math.min(1, -hounsfield / 800));
        if (most == 0) {
            return 0;
        }
        return room * most * (0.92 + 0.25 * noise.rough(22 * x, 22 * y));
    }

    /** Where a patch is at least half as dense as it gets. */
    PhantomShape outline() {
        PhantomShape anyPatch =
                (x, y) ->
                        patches.stream()
                                .mapToDouble(p -> p.shape().distance(x, y))
                                .min()
                                .orElseThrow();
        return lungs.and(anyPatch);
    }

    private static double cover(Patch patch, double x, double y) {
        double t = 0.5 - patch.shape().distance(x, y) / 0.06;
        double inside = Math.max(0, Math.min(1, t));
        return inside * inside * (3 - 2 * inside);
    }
}
