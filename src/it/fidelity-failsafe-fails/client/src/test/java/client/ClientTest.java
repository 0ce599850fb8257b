package client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ClientTest {
  @Test
  void works() {
    assertEquals("x", Client.text());
  }
}
