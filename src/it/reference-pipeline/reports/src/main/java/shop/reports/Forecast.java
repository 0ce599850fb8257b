package shop.reports;

import java.util.Arrays;

/** Holt-Winters smoothing: level, trend and a season that repeats. */
public record Forecast(double alpha, double beta, double gamma, int season) {

  /** The next {@code count} values of a series that covers at least two seasons. */
  public double[] predict(double[] series, int count) {
    State state = smooth(series);
    double[] next = new double[count];
    for (int i = 0; i < count; i++) {
      next[i] = state.level + (i + 1) * state.trend + state.seasonal[(series.length + i) % season];
    }
    return next;
  }

  /** The parameters, from a coarse grid, that predict each value best from those before it. */
  public static Forecast fit(double[] series, int season, int steps) {
    Forecast best = null;
    double least = Double.MAX_VALUE;
    for (int a = 1; a < steps; a++) {
      for (int b = 0; b < steps; b++) {
        for (int g = 0; g < steps; g++) {
          Forecast candidate =
              new Forecast(a / (double) steps, b / (double) steps, g / (double) steps, season);
          double error = candidate.smooth(series).squaredError;
          if (error < least) {
            least = error;
            best = candidate;
          }
        }
      }
    }
    return best;
  }

  private State smooth(double[] series) {
    if (series.length < 2 * season) {
      throw new IllegalArgumentException(
          series.length
              + " values are too few for a season of "
              + season
              + "; two seasons are needed");
    }
    State s = new State();
    double first = Arrays.stream(series, 0, season).average().orElseThrow();
    double second = Arrays.stream(series, season, 2 * season).average().orElseThrow();
    s.level = first;
    s.trend = (second - first) / season;
    s.seasonal = new double[season];
    for (int i = 0; i < season; i++) {
      s.seasonal[i] = series[i] - first;
    }
    for (int t = season; t < series.length; t++) {
      double expected = s.level + s.trend + s.seasonal[t % season];
      s.squaredError += (series[t] - expected) * (series[t] - expected);
      double level =
          alpha * (series[t] - s.seasonal[t % season]) + (1 - alpha) * (s.level + s.trend);
      s.trend = beta * (level - s.level) + (1 - beta) * s.trend;
      s.seasonal[t % season] = gamma * (series[t] - level) + (1 - gamma) * s.seasonal[t % season];
      s.level = level;
    }
    return s;
  }

  private static final class State {
    private double level;
    private double trend;
    private double[] seasonal;
    private double squaredError;
  }
}
