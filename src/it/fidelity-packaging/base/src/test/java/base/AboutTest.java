package base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class AboutTest {
  @Test
  void theResourceHoldsThePropertyThatAnotherGoalSet() throws Exception {
    Properties about = new Properties();
    about.load(AboutTest.class.getResourceAsStream("/about.properties"));
    assertEquals("v1", about.getProperty("short"));
  }
}
