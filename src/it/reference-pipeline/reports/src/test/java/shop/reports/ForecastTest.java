package shop.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final double[] WEEK = {10, 12, 11, 13, 20, 30, 5};

  private static double[] sales(int days, double growth, double noise) {
    Random random = new Random(93);
    double[] series = new double[days];
    for (int i = 0; i < days; i++) {
      series[i] = 100 + growth * i + WEEK[i % 7] + noise * random.nextGaussian();
    }
    return series;
  }

  @Test
  void aSeriesWithoutNoiseIsPredictedExactly() {
    double[] next = new Forecast(0.5, 0.3, 0.3, 7).predict(sales(140, 0, 0), 7);
    for (int i = 0; i < 7; i++) {
      assertThat(next[i]).isCloseTo(100 + WEEK[(140 + i) % 7], within(1e-6));
    }
  }

  @Test
  void theTrendIsFollowed() {
    double[] next = new Forecast(0.3, 0.2, 0.2, 7).predict(sales(364, 1.5, 0), 14);
    assertThat(next[13]).isCloseTo(100 + 1.5 * 377 + WEEK[377 % 7], within(6.0));
  }

  @Test
  void theFittedParametersBeatAGuess() {
    double[] known = sales(1_460, 0.4, 6);
    double[] all = sales(1_488, 0.4, 6);
    Forecast fitted = Forecast.fit(known, 7, 18);
    assertThat(error(fitted.predict(known, 28), all))
        .isLessThan(error(new Forecast(0.9, 0.9, 0.9, 7).predict(known, 28), all));
  }

  private static double error(double[] predicted, double[] actual) {
    double sum = 0;
    for (int i = 0; i < predicted.length; i++) {
      sum += Math.abs(predicted[i] - actual[actual.length - predicted.length + i]);
    }
    return sum / predicted.length;
  }

  @Test
  void twoSeasonsAreNeeded() {
    assertThatThrownBy(() -> new Forecast(0.5, 0, 0, 7).predict(sales(13, 0, 0), 1))
        .hasMessageContaining("13 values are too few");
  }
}
