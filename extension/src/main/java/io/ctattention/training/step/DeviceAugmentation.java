package io.ctattention.training.step;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ctattention.training.recipe.Augmentation;
import io.ctattention.training.recipe.Augmentation.Change;
import java.util.List;
import java.util.Locale;

/**
 * {@link Augmentation} of a batch on its device, from the same draws: places in float64, as on the
 * host, so that both give the same grey levels but for rounding.
 */
final class DeviceAugmentation {

    private static final int COLUMNS = 7;

    private final Augmentation augmentation;

    /** The distance of every place from the slice's centre, {@code (1, side * side)} float64. */
    private final NDArray fromCentreX;

    private final NDArray fromCentreY;
    private final NDArray centre;
    private final NDArray width;
    private final NDArray one;

    /** The bounds of places, float64, and of grey levels: DJL's clip would copy them each time. */
    private final NDArray first;

    private final NDArray last;
    private final NDArray lastButOne;
    private final NDArray black;

    /**
     * Creates what all batches share.
     *
     * @param manager owns the constants, on the batches' device
     * @param augmentation what is changed
     * @param side the slices' side in pixels
     */
    DeviceAugmentation(NDManager manager, Augmentation augmentation, int side) {
        this.augmentation = augmentation;
        double middle = (side - 1) / 2.0;
        double[] x = new double[side * side];
        double[] y = new double[side * side];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % side - middle;
            y[i] = i / side - middle;
        }
        fromCentreX = manager.create(x, new Shape(1, x.length));
        fromCentreY = manager.create(y, new Shape(1, y.length));
        centre = manager.create(middle);
        width = manager.create((double) side);
        one = manager.create(1f);
        first = manager.create(0.0);
        last = manager.create(side - 1.0);
        lastButOne = manager.create(Math.max(0, side - 2.0));
        black = manager.create(0f);
    }

    /**
     * Copies the changes of an epoch to the device.
     *
     * @param manager owns the table
     * @param changes one for each slice
     * @return {@code (slices, 7)} float64
     */
    NDArray table(NDManager manager, List<Change> changes) {
        double[] rows = new double[changes.size() * COLUMNS];
        int i = 0;
        for (Change change : changes) {
            rows[i++] = Math.cos(change.angle()) / change.scale();
            rows[i++] = Math.sin(change.angle()) / change.scale();
            rows[i++] = change.shiftX();
            rows[i++] = change.shiftY();
            rows[i++] = change.mirrored() ? -1 : 1;
            rows[i++] = change.added();
            rows[i++] = change.factor();
        }
        return manager.create(rows, new Shape(changes.size(), COLUMNS));
    }

    /**
     * Changes a batch.
     *
     * @param pixels grey levels {@code (N, side * side)} in [0, 1], whose manager gets all arrays
     * @param table the batch's rows of {@link #table}
     * @return the changed grey levels, of the same shape
     */
    NDArray apply(NDArray pixels, NDArray table) {
        NDArray moved = augmentation.moves() ? move(pixels, table) : pixels;
        return augmentation.relights() ? relight(moved, table) : moved;
    }

    private NDArray move(NDArray pixels, NDArray table) {
        NDArray cos = column(table, 0);
        NDArray sin = column(table, 1);
        NDManager scope = pixels.getManager();
        NDArray dx = within(scope, fromCentreX).sub(column(table, 2));
        NDArray dy = within(scope, fromCentreY).sub(column(table, 3));
        NDArray fromX = dx.mul(cos).add(dy.mul(sin)).mul(column(table, 4));
        NDArray fromY = dy.mul(cos).sub(dx.mul(sin));
        NDArray x = clip(fromX.add(centre), first, last);
        NDArray y = clip(fromY.add(centre), first, last);
        NDArray left = clip(x.floor(), first, lastButOne);
        NDArray top = clip(y.floor(), first, lastButOne);
        NDArray u = x.sub(left).toType(DataType.FLOAT32, false);
        NDArray v = y.sub(top).toType(DataType.FLOAT32, false);
        NDArray right = clip(left.add(one), first, last);
        NDArray bottom = clip(top.add(one), first, last);
        NDArray upper = blend(at(pixels, top, left), at(pixels, top, right), u);
        NDArray lower = blend(at(pixels, bottom, left), at(pixels, bottom, right), u);
        return blend(upper, lower, v);
    }

    private NDArray blend(NDArray first, NDArray second, NDArray share) {
        return first.mul(share.neg().add(one)).add(second.mul(share));
    }

    private NDArray at(NDArray pixels, NDArray row, NDArray column) {
        NDArray index = row.mul(width).add(column).toType(DataType.INT64, false);
        return pixels.gather(index, 1);
    }

    private NDArray relight(NDArray pixels, NDArray table) {
        NDArray added = column(table, 5).toType(DataType.FLOAT32, false);
        NDArray factor = column(table, 6).toType(DataType.FLOAT32, false);
        NDArray mean =
                pixels.toType(DataType.FLOAT64, false)
                        .mean(new int[] {1}, true)
                        .toType(DataType.FLOAT32, false);
        return clip(pixels.sub(mean).mul(factor).add(mean).add(added), black, one);
    }

    private static NDArray clip(NDArray values, NDArray least, NDArray greatest) {
        try (NDArray above = values.maximum(least)) {
            return above.minimum(greatest);
        }
    }

    private static NDArray column(NDArray table, int column) {
        return table.get(new NDIndex(String.format(Locale.ROOT, ":, %d:%d", column, column + 1)));
    }

    /** The same array in another manager, which then owns what is computed from it. */
    private static NDArray within(NDManager scope, NDArray constant) {
        NDArray same = constant.stopGradient();
        same.attach(scope);
        return same;
    }
}
