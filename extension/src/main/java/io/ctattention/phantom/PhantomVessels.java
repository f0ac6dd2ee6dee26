package io.ctattention.phantom;

import java.util.SplittableRandom;

/** Branching vessels of the lungs, and those that cross the slice. */
final class PhantomVessels {

    private static final double BLOOD = 20;

    private final PhantomCanvas canvas;
    private final PhantomShape lungs;
    private final SplittableRandom random;

    PhantomVessels(PhantomCanvas canvas, PhantomShape lungs, SplittableRandom random) {
        this.canvas = canvas;
        this.lungs = lungs;
        this.random = random;
    }

    /** Grows a tree from the hilum of one side (-1 or 1) to the chest wall. */
    void grow(double x, double y, int side) {
        for (double spread = -1.25; spread <= 1.3; spread += random.nextDouble(0.4, 0.75)) {
            double angle = side > 0 ? spread : Math.PI - spread;
            branch(x, y, angle, random.nextDouble(0.014, 0.024), 0);
        }
    }

    private void branch(double x, double y, double angle, double radius, int depth) {
        if (depth > 5 || radius < 0.002) {
            return;
        }
        double length = random.nextDouble(0.07, 0.15) * (1 - 0.09 * depth);
        double endX = x + length * StrictMath.cos(angle);
        double endY = y + length * StrictMath.sin(angle);
        double endRadius = 0.74 * radius;
        PhantomShape vessel = PhantomShape.stroke(x, y, endX, endY, radius, endRadius).and(lungs);
        canvas.fill(vessel, blood(radius), (x + endX) / 2, (y + endY) / 2, length);
        branch(endX, endY, angle + random.nextDouble(-0.35, 0.35), endRadius, depth + 1);
        if (random.nextDouble() < 0.6) {
            double turn = random.nextDouble(0.4, 0.9) * (random.nextBoolean() ? 1 : -1);
            branch(endX, endY, angle + turn, 0.75 * endRadius, depth + 1);
        }
    }

    /** A thin vessel fills only a part of the slice's thickness. */
    private static double blood(double radius) {
        return BLOOD - 600 * Math.max(0, 1 - radius / 0.014);
    }

    /** Cut across: dots that get small towards the chest wall. */
    void scatter(PhantomShape cavity) {
        int dots = random.nextInt(60, 110);
        for (int i = 0; i < dots; i++) {
            double x = random.nextDouble(-0.85, 0.85);
            double y = random.nextDouble(-0.6, 0.6);
            double fromWall = Math.max(0, -cavity.distance(x, y));
            double radius = Math.min(0.022, 0.004 + 0.045 * fromWall) * random.nextDouble(0.6, 1);
            canvas.fill(PhantomShape.circle(x, y, radius).and(lungs), blood(radius), x, y, 0.05);
        }
    }
}
