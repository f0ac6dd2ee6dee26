package io.ctattention.phantom;

import java.util.SplittableRandom;

/**
 * The outlines of one patient's chest at one level. Lengths are in half-widths of the body, the
 * origin is its middle, y points to the back.
 *
 * @param depth half of the body's depth
 * @param body outline of the skin
 * @param cavity inside of the rib cage
 * @param heart heart or great vessels
 * @param aorta descending aorta
 * @param spineY where the vertebral body is
 * @param mediastinum all that lies between the lungs
 * @param lungs both lungs
 */
record PhantomAnatomy(
        double depth,
        PhantomShape body,
        PhantomShape cavity,
        PhantomShape heart,
        PhantomShape aorta,
        double spineY,
        PhantomShape mediastinum,
        PhantomShape lungs) {

    private static PhantomShape lungs(PhantomShape cavity, PhantomShape mediastinum) {
        return cavity.without(mediastinum, 0.08);
    }

    /** The same outlines, quick to look up at the pixels of a canvas. */
    PhantomAnatomy on(PhantomCanvas canvas) {
        PhantomShape chest = canvas.sampled(cavity);
        PhantomShape middle = canvas.sampled(mediastinum);
        PhantomShape both = canvas.sampled(lungs(chest, middle));
        return new PhantomAnatomy(
                depth, canvas.sampled(body), chest, heart, aorta, spineY, middle, both);
    }

    /**
     * Draws a patient.
     *
     * @param random decides the patient
     * @param level 0 at the parting of the main bronchi, 1 in the middle of the heart
     */
    static PhantomAnatomy of(SplittableRandom random, double level) {
        double depth = random.nextDouble(0.64, 0.76);
        double fat = random.nextDouble(0.04, 0.11);
        double wall = random.nextDouble(0.09, 0.13);
        double squareness = random.nextDouble(0.2, 0.45);
        var noise = new SmoothNoise(random.nextLong());
        double side = 1 - fat - wall - 0.03 * (1 - level);
        double front = depth - 0.8 * fat - wall;

        PhantomShape oval = PhantomShape.ellipse(0, 0.02, side, front, 0.14);
        PhantomShape cavity = (x, y) -> oval.distance(x, y) + 0.016 * noise.rough(3 * x, 3 * y);

        double spineY = 0.5 * front + random.nextDouble(0, 0.04);
        double heartX = random.nextDouble(0.1, 0.17) * level;
        double heartY = -0.18 * front;
        double heartWidth = random.nextDouble(0.2, 0.23) + 0.16 * level;
        double heartDepth = random.nextDouble(0.17, 0.2) + 0.12 * level;
        PhantomShape heart =
                PhantomShape.ellipse(heartX, heartY, heartWidth, heartDepth, 0.1)
                        .turned(heartX, heartY, random.nextDouble(0.3, 0.6));
        double aortaX = random.nextDouble(0.14, 0.18);
        PhantomShape aorta =
                PhantomShape.circle(aortaX, spineY - 0.1, random.nextDouble(0.07, 0.09));

        double lean = random.nextDouble(-0.02, 0.03);
        double hilum = random.nextDouble(0.16, 0.2);
        PhantomShape column =
                (x, y) -> Math.abs(x - lean) - (y < -0.3 * front ? 0.05 + 0.05 * level : 0.11);
        PhantomShape mediastinum =
                column.or(heart, 0.12)
                        .or(PhantomShape.ellipse(0, spineY + 0.08, 0.2, 0.22, 0), 0.1)
                        .or(aorta.grown(0.012), 0.04)
                        .or(PhantomShape.ellipse(lean, 0.03, hilum + 0.08, 0.1, 0), 0.1);
        return new PhantomAnatomy(
                depth,
                PhantomShape.ellipse(0, 0, 1, depth, squareness),
                cavity,
                heart,
                aorta,
                spineY,
                mediastinum,
                lungs(cavity, mediastinum));
    }
}
