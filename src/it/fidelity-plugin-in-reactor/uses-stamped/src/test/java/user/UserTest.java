package user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UserTest {
  @Test
  void seesTheStamp() throws Exception {
    assertEquals("stamped", stamped.Stamp.text());
  }
}
