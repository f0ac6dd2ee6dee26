package io.ctattention.phantom;

import java.util.SplittableRandom;

/** Paints what every phantom has; values are Hounsfield units. */
final class PhantomPainter {

    private static final double FAT = -95;
    private static final double MUSCLE = 50;
    private static final double BONE = 420;
    private static final double MARROW = 160;
    private static final double AIR = -980;

    private final PhantomCanvas canvas;
    private final PhantomAnatomy anatomy;
    private final SplittableRandom random;

    PhantomPainter(PhantomCanvas canvas, PhantomAnatomy anatomy, SplittableRandom random) {
        this.canvas = canvas;
        this.anatomy = anatomy;
        this.random = random;
    }

    void paint(double level) {
        paintTable();
        paintWall();
        paintMediastinum();
        paintSpine();
        paintRibs();
        paintLungs();
        paintVessels();
        paintBronchi(level);
    }

    private void paintTable() {
        double y0 = anatomy.depth() + random.nextDouble(0.03, 0.06);
        double bend = random.nextDouble(-0.16, -0.06);
        PhantomShape table = (x, y) -> Math.abs(y - y0 - bend * x * x) - 0.008;
        canvas.fill(table, random.nextDouble(-500, -150));
    }

    private void paintWall() {
        var noise = new SmoothNoise(random.nextLong());
        canvas.fill(anatomy.body(), FAT);
        canvas.fill(anatomy.body().rim(-0.008, 0.008), 20);
        PhantomShape streaks =
                (x, y) -> 0.2 * (-0.28 - noise.rough(5 * x + 0.5 * y, 9 * (y + 0.3 * x * x)));
        canvas.fill(anatomy.cavity().grown(0.1).and(streaks), MUSCLE);
        canvas.fill(anatomy.cavity().grown(0.02), MUSCLE);
    }

    private void paintMediastinum() {
        double blood = random.nextBoolean() ? MUSCLE : random.nextDouble(120, 220);
        canvas.fill(anatomy.cavity().and(anatomy.mediastinum()), FAT / 2);
        canvas.fill(anatomy.heart(), blood);
        canvas.fill(anatomy.aorta(), blood);
    }

    private void paintSpine() {
        double y = anatomy.spineY();
        PhantomShape body = PhantomShape.ellipse(0, y, 0.135, 0.105, 0.3);
        PhantomShape canal = PhantomShape.ellipse(0, y + 0.155, 0.06, 0.05, 0);
        PhantomShape arch = canal.rim(0.025, 0.022);
        double reach = 0.38;
        for (int side : new int[] {-1, 1}) {
            canvas.fill(
                    PhantomShape.stroke(side * 0.09, y + 0.13, side * 0.24, y + 0.2, 0.035, 0.022),
                    BONE,
                    0,
                    y,
                    reach);
        }
        PhantomShape thorn = PhantomShape.stroke(0, y + 0.21, 0, y + 0.32, 0.03, 0.018);
        canvas.fill(arch.or(thorn, 0.02).and(anatomy.body().grown(-0.03)), BONE, 0, y, reach);
        canvas.fill(body, BONE, 0, y, reach);
        canvas.fill(body.grown(-0.018), MARROW, 0, y, reach);
        canvas.fill(canal, 20, 0, y, reach);
    }

    private void paintRibs() {
        PhantomShape cavity = anatomy.cavity();
        for (int side : new int[] {-1, 1}) {
            for (double at = -1.1; at < 1.2; at += random.nextDouble(0.38, 0.6)) {
                double from = at;
                double to = at + random.nextDouble(0.14, 0.4);
                PhantomShape sector =
                        (x, y) -> {
                            double angle = StrictMath.atan2(y, side * x * anatomy.depth());
                            return 0.7 * (Math.abs(angle - (from + to) / 2) - (to - from) / 2);
                        };
                PhantomShape rib = cavity.rim(0.04, 0.024).without(sector.outside(), 0.03);
                double middle = (from + to) / 2;
                double x = side * 0.85 * StrictMath.cos(middle);
                double y = 0.85 * anatomy.depth() * StrictMath.sin(middle);
                canvas.fill(rib, BONE, x, y, 0.4);
                canvas.fill(rib.grown(-0.012), MARROW, x, y, 0.4);
            }
        }
        PhantomShape front = (x, y) -> Math.max(Math.abs(x) - 0.13, y);
        PhantomShape sternum = cavity.rim(0.04, 0.03).without(front.outside(), 0.03);
        canvas.fill(sternum, BONE, 0, -anatomy.depth(), 0.5);
        canvas.fill(sternum.grown(-0.014), MARROW, 0, -anatomy.depth(), 0.5);
    }

    private void paintLungs() {
        double air = random.nextDouble(-880, -800);
        double dependent = random.nextDouble(20, 110);
        var noise = new SmoothNoise(random.nextLong());
        PhantomShape lungs = anatomy.lungs();
        canvas.fill(lungs, air);
        canvas.add(
                (x, y, hounsfield) -> {
                    double inside = Math.min(1, -40 * lungs.distance(x, y));
                    if (inside <= 0) {
                        return 0;
                    }
                    double back = Math.max(0, y / anatomy.depth());
                    return inside * (dependent * back * back + 35 * noise.rough(9 * x, 9 * y));
                });
    }

    private void paintVessels() {
        var vessels = new PhantomVessels(canvas, anatomy.lungs(), random);
        for (int side : new int[] {-1, 1}) {
            vessels.grow(side * 0.2, 0.02, side);
        }
        vessels.scatter(anatomy.cavity());
    }

    private void paintBronchi(double level) {
        for (int side : new int[] {-1, 1}) {
            double x = side * (0.09 + 0.12 * level);
            double y = 0.03 + 0.03 * level;
            double radius = 0.055 - 0.025 * level;
            canvas.fill(PhantomShape.circle(x, y, radius + 0.012), MUSCLE, x, y, 0.1);
            canvas.fill(PhantomShape.circle(x, y, radius), AIR, x, y, 0.1);
        }
    }
}
