package io.ctattention.phantom;

/** A region of the slice as its signed distance: negative inside, in half-widths of the body. */
@FunctionalInterface
interface PhantomShape {

    /** More than a pixel: so far outside one shape nobody needs to ask another. */
    double MARGIN = 0.02;

    double distance(double x, double y);

    /** An ellipse, squared off between 0 (a true ellipse) and 1. */
    static PhantomShape ellipse(double cx, double cy, double rx, double ry, double squareness) {
        return (x, y) -> {
            double u = (x - cx) * (x - cx) / (rx * rx);
            double v = (y - cy) * (y - cy) / (ry * ry);
            double radius = Math.sqrt(Math.sqrt((u + v) * (u + v) - 2 * squareness * u * v));
            return (radius - 1) * Math.min(rx, ry);
        };
    }

    static PhantomShape circle(double cx, double cy, double radius) {
        return ellipse(cx, cy, radius, radius, 0);
    }

    /** A stroke of the given half-widths at its ends. */
    static PhantomShape stroke(double x1, double y1, double x2, double y2, double r1, double r2) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double square = dx * dx + dy * dy;
        return (x, y) -> {
            double t = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / square));
            double u = x - x1 - t * dx;
            double v = y - y1 - t * dy;
            return Math.sqrt(u * u + v * v) - r1 - t * (r2 - r1);
        };
    }

    default PhantomShape turned(double cx, double cy, double angle) {
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        return (x, y) ->
                distance(
                        cx + (x - cx) * cos + (y - cy) * sin, cy - (x - cx) * sin + (y - cy) * cos);
    }

    /** A band of the given half-width along the outline, or along one inside or outside of it. */
    default PhantomShape rim(double offset, double halfWidth) {
        return (x, y) -> Math.abs(distance(x, y) - offset) - halfWidth;
    }

    default PhantomShape grown(double by) {
        return (x, y) -> distance(x, y) - by;
    }

    default PhantomShape outside() {
        return (x, y) -> -distance(x, y);
    }

    /** The common part; well outside this shape the other is not asked. */
    default PhantomShape and(PhantomShape other) {
        return (x, y) -> {
            double here = distance(x, y);
            return here > MARGIN ? here : Math.max(here, other.distance(x, y));
        };
    }

    /** The union, with corners filled over the given distance. */
    default PhantomShape or(PhantomShape other, double rounding) {
        return (x, y) -> smoothMin(distance(x, y), other.distance(x, y), rounding);
    }

    /** What the other leaves, with corners rounded over the given distance. */
    default PhantomShape without(PhantomShape other, double rounding) {
        return (x, y) -> {
            double here = distance(x, y);
            return here > MARGIN ? here : -smoothMin(-here, other.distance(x, y), rounding);
        };
    }

    private static double smoothMin(double a, double b, double k) {
        double h = Math.max(k - Math.abs(a - b), 0) / k;
        return Math.min(a, b) - h * h * k / 4;
    }
}
