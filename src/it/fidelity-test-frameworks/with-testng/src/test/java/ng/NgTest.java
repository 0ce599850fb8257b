package ng;

import static org.testng.Assert.assertEquals;

import org.testng.annotations.Test;

public class NgTest {
  @Test
  public void works() {
    assertEquals(Ng.text(), "four ng");
  }
}
