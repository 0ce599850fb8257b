package seen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SeenTest {

  @Test
  void writesDownWhatItSees() throws Exception {
    Sight.write("SeenTest");
  }

  @Test
  void changesASystemPropertyForTheOthers() {
    System.setProperty("changed", "by " + getClass().getName());
    assertEquals("by " + getClass().getName(), System.getProperty("changed"));
  }
}
