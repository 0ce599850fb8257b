package shop.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PercentilesTest {

  @Test
  void theMedianIsInTheMiddle() {
    assertThat(new Percentiles(3, 1, 2).median()).isEqualTo(2);
    assertThat(new Percentiles(4, 1, 2, 3).median()).isEqualTo(2.5);
  }

  @Test
  void theEndsAreTheExtremes() {
    Percentiles percentiles = new Percentiles(5, 9, 7);
    assertThat(percentiles.at(0)).isEqualTo(5);
    assertThat(percentiles.at(100)).isEqualTo(9);
  }

  @Test
  void aLargeNormalSampleHasTheKnownPercentiles() {
    Random random = new Random(91);
    double[] sample = random.doubles(1_000_000).map(d -> random.nextGaussian()).toArray();
    Percentiles percentiles = new Percentiles(sample);
    assertThat(percentiles.at(2.275)).isCloseTo(-2, within(0.02));
    assertThat(percentiles.at(84.134)).isCloseTo(1, within(0.02));
  }

  @Test
  void percentilesNeverDecrease() {
    Random random = new Random(92);
    for (int i = 0; i < 3_000; i++) {
      Percentiles percentiles = new Percentiles(random.doubles(1 + random.nextInt(200)).toArray());
      double[] values = new double[101];
      Arrays.setAll(values, percentiles::at);
      assertThat(values).isSorted();
    }
  }

  @Test
  void refusesAnEmptySample() {
    assertThatThrownBy(Percentiles::new).hasMessageContaining("at least one value");
  }
}
