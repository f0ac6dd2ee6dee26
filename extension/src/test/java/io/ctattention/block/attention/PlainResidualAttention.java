package io.ctattention.block.attention;

import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Residual attention as its definition says it, in loops over doubles. */
final class PlainResidualAttention {

    private final Map<String, double[]> weights;
    private final boolean training;

    PlainResidualAttention(Map<String, double[]> weights, boolean training) {
        this.weights = weights;
        this.training = training;
    }

    double[] apply(double[] values, Shape shape) {
        int n = (int) shape.get(0);
        int c = (int) shape.get(1);
        int h = (int) shape.get(2);
        int w = (int) shape.get(3);
        double[][][][] x = new double[n][c][h][w];
        for (int i = 0; i < values.length; i++) {
            x[i / (c * h * w)][i / (h * w) % c][i / w % h][i % w] = values[i];
        }
        double[][][][] split = unit(x, "before.");
        double[][][][] trunk = unit(unit(split, "trunk1."), "trunk2.");
        double[][][][] coarse = unit(pool(split), "mask.unit.");
        double[][][][] fine = new double[n][c][][];
        for (int i = 0; i < n * c; i++) {
            double[][] tall = twice(coarse[i / c][i % c], h);
            fine[i / c][i % c] = transposed(twice(transposed(tall), w));
        }
        double[][][][] score = project(project(fine, "mask.conv1."), "mask.conv2.");
        double[] output = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double t = trunk[i / (c * h * w)][i / (h * w) % c][i / w % h][i % w];
            double s = score[i / (c * h * w)][i / (h * w) % c][i / w % h][i % w];
            output[i] = (1 + 1 / (1 + Math.exp(-s))) * t;
        }
        return output;
    }

    private double[][][][] unit(double[][][][] x, String name) {
        double[][][][] narrow = normedRelu(project(x, name + "conv1."), name + "norm2.bn.");
        double[][][][] wide = project(conv3x3(narrow, name + "conv2.weight"), name + "conv3.");
        return map(wide, (n, c, i, j) -> wide[n][c][i][j] + x[n][c][i][j]);
    }

    private double[][][][] normedRelu(double[][][][] x, String name) {
        double[] mean = new double[x[0].length];
        double[] variance = new double[x[0].length];
        for (int c = 0; c < mean.length; c++) {
            mean[c] = training ? mean(x, c, v -> v) : weights.get(name + "running_mean")[c];
            double m = mean[c];
            variance[c] =
                    training
                            ? mean(x, c, v -> (v - m) * (v - m))
                            : weights.get(name + "running_var")[c];
        }
        return map(
                x,
                (n, c, i, j) -> {
                    double normed = (x[n][c][i][j] - mean[c]) / Math.sqrt(variance[c] + 1e-5);
                    double scale = weights.get(name + "weight")[c];
                    return Math.max(0, scale * normed + weights.get(name + "bias")[c]);
                });
    }

    private static double mean(double[][][][] x, int channel, DoubleUnaryOperator of) {
        double sum = 0;
        int count = 0;
        for (double[][][] slice : x) {
            for (double[] row : slice[channel]) {
                for (double value : row) {
                    sum += of.applyAsDouble(value);
                    count++;
                }
            }
        }
        return sum / count;
    }

    private double[][][][] project(double[][][][] x, String name) {
        double[][][][] active = normedRelu(x, name + "norm.bn.");
        double[] weight = weights.get(name + "conv.weight");
        int from = x[0].length;
        double[][][][] like = new double[x.length][weight.length / from][x[0][0].length][];
        return map(
                fill(like, x[0][0][0].length),
                (n, c, i, j) -> {
                    double sum = 0;
                    for (int k = 0; k < from; k++) {
                        sum += weight[c * from + k] * active[n][k][i][j];
                    }
                    return sum;
                });
    }

    private double[][][][] conv3x3(double[][][][] x, String name) {
        double[] weight = weights.get(name);
        int channels = x[0].length;
        return map(
                x,
                (n, c, i, j) -> {
                    double sum = 0;
                    for (int k = 0; k < channels; k++) {
                        for (int a = Math.max(0, i - 1); a < Math.min(x[n][k].length, i + 2); a++) {
                            double[] row = x[n][k][a];
                            for (int b = Math.max(0, j - 1); b < Math.min(row.length, j + 2); b++) {
                                int at = ((c * channels + k) * 3 + a - i + 1) * 3 + b - j + 1;
                                sum += weight[at] * row[b];
                            }
                        }
                    }
                    return sum;
                });
    }

    private static double[][][][] pool(double[][][][] x) {
        int h = x[0][0].length;
        int w = x[0][0][0].length;
        double[][][][] like = new double[x.length][x[0].length][(h + 1) / 2][];
        return map(
                fill(like, (w + 1) / 2),
                (n, c, i, j) -> {
                    double[][] map = x[n][c];
                    int below = Math.min(2 * i + 1, h - 1);
                    int right = Math.min(2 * j + 1, w - 1);
                    return Math.max(
                            Math.max(map[2 * i][2 * j], map[2 * i][right]),
                            Math.max(map[below][2 * j], map[below][right]));
                });
    }

    /** Even rows lean on the row above, odd ones on the row below. */
    private static double[][] twice(double[][] map, int height) {
        double[][] tall = new double[height][map[0].length];
        for (int i = 0; i < height; i++) {
            int other = i % 2 == 0 ? Math.max(i / 2 - 1, 0) : Math.min(i / 2 + 1, map.length - 1);
            for (int j = 0; j < tall[i].length; j++) {
                tall[i][j] = 0.75 * map[i / 2][j] + 0.25 * map[other][j];
            }
        }
        return tall;
    }

    private static double[][] transposed(double[][] map) {
        double[][] turned = new double[map[0].length][map.length];
        for (int i = 0; i < map.length; i++) {
            for (int j = 0; j < map[i].length; j++) {
                turned[j][i] = map[i][j];
            }
        }
        return turned;
    }

    private interface Cell {
        double at(int slice, int channel, int row, int column);
    }

    private static double[][][][] map(double[][][][] like, Cell cell) {
        double[][][][] mapped = new double[like.length][][][];
        for (int n = 0; n < like.length; n++) {
            mapped[n] = new double[like[n].length][like[n][0].length][like[n][0][0].length];
            for (int c = 0; c < mapped[n].length; c++) {
                for (int i = 0; i < mapped[n][c].length; i++) {
                    for (int j = 0; j < mapped[n][c][i].length; j++) {
                        mapped[n][c][i][j] = cell.at(n, c, i, j);
                    }
                }
            }
        }
        return mapped;
    }

    private static double[][][][] fill(double[][][][] without, int width) {
        for (double[][][] slice : without) {
            for (double[][] channel : slice) {
                for (int i = 0; i < channel.length; i++) {
                    channel[i] = new double[width];
                }
            }
        }
        return without;
    }
}
