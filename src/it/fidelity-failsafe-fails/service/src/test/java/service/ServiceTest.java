package service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ServiceTest {
  @Test
  void works() {
    assertEquals("x", Service.text());
  }
}
