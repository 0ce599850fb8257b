package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ConsumerTest {
  @Test
  void seesTheRelocatedClasses() {
    assertEquals("base extrabase extra", Consumer.text());
  }
}
