package other.it;

import org.junit.jupiter.api.Test;

class AlphaTest {
  @Test
  void sameNameInAPackageThatEndsTheSame() {}
}
