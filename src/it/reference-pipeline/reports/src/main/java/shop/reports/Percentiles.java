package shop.reports;

import java.util.Arrays;

/** Percentiles of a sample, interpolated between the two nearest values. */
public final class Percentiles {
  private final double[] sorted;

  public Percentiles(double... sample) {
    if (sample.length == 0) {
      throw new IllegalArgumentException("a sample needs at least one value");
    }
    this.sorted = sample.clone();
    Arrays.sort(sorted);
  }

  public double at(double percent) {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("a percentile is between 0 and 100, not " + percent);
    }
    double position = percent / 100 * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  public double median() {
    return at(50);
  }
}
