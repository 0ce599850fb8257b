package user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UserTest {
  @Test
  void seesTheTestJarOfAnotherModule() {
    assertEquals(base.Expected.TEXT, User.text());
  }
}
