package grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void areCounted() {
    assertEquals(3, Numbers.count("1 + 2 + 3"));
  }
}
