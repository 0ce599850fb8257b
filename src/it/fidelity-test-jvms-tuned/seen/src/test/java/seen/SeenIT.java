package seen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SeenIT {

  @Test
  void writesDownWhatItSees() throws Exception {
    Sight.write("SeenIT");
  }

  @Test
  void changesASystemPropertyForTheOthers() {
    System.setProperty("changed", "by " + getClass().getName());
    assertEquals("by " + getClass().getName(), System.getProperty("changed"));
  }
}
