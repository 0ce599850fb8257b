package suite;

import org.testng.annotations.Test;

public class Suited {
  @Test
  public void one() {}

  @Test
  public void two() {}
}
