package exits;

import org.junit.jupiter.api.Test;

class ExitTest {
  @Test
  void endsItsJvm() {
    System.exit(3);
  }
}
