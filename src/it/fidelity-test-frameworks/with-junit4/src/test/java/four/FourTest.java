package four;

import static org.junit.Assert.assertEquals;

import org.junit.Ignore;
import org.junit.Test;

public class FourTest {
  @Test
  public void works() {
    assertEquals("four", Four.text());
  }

  @Ignore("to see a skipped test")
  @Test
  public void isSkipped() {
    assertEquals("five", Four.text());
  }
}
