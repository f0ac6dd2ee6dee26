package io.ctattention.image;

/**
 * The triangle filter of Pillow's {@code BILINEAR} (libImaging/Resample.c): one pass along the
 * rows, one along the columns.
 */
final class BilinearResize {

    private BilinearResize() {}

    static GreyImage resize(GreyImage image, int width, int height) {
        if (width == image.width() && height == image.height()) {
            return image;
        }
        // Two transposing passes: the first leaves (width, image.height) columns as rows.
        float[] turned = rowsToColumns(image.pixels(), image.width(), image.height(), width);
        return new GreyImage(width, height, rowsToColumns(turned, image.height(), width, height));
    }

    /**
     * Resizes each of {@code rows} rows from {@code from} to {@code to} samples, and transposes.
     */
    private static float[] rowsToColumns(float[] pixels, int from, int rows, int to) {
        double scale = (double) from / to;
        double support = Math.max(scale, 1);
        float[] result = new float[Math.multiplyExact(rows, to)];
        double[] weights = new double[(int) Math.ceil(support) * 2 + 1];
        for (int i = 0; i < to; i++) {
            double center = (i + 0.5) * scale;
            int first = Math.max(0, (int) (center - support + 0.5));
            int end = Math.min(from, (int) (center + support + 0.5));
            double sum = 0;
            for (int j = first; j < end; j++) {
                double weight = Math.max(0, 1 - Math.abs(j + 0.5 - center) / support);
                weights[j - first] = weight;
                sum += weight;
            }
            for (int row = 0; row < rows; row++) {
                double value = 0;
                for (int j = first; j < end; j++) {
                    value += weights[j - first] * pixels[row * from + j];
                }
                result[i * rows + row] = (float) (value / sum);
            }
        }
        return result;
    }
}
