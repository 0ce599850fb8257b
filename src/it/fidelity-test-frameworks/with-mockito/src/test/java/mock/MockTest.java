package mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;
import org.mockito.MockedStatic;

class MockTest {

  static final class Closed {
    String text() {
      return "itself";
    }

    static String common() {
      return "itself";
    }
  }

  @Test
  void aFinalClassIsMockedInline() {
    Closed closed = mock(Closed.class);
    when(closed.text()).thenReturn("mocked");
    assertEquals("mocked", closed.text());
  }

  @Test
  void aStaticMethodIsMockedInline() {
    try (MockedStatic<Closed> closed = mockStatic(Closed.class)) {
      closed.when(Closed::common).thenReturn("mocked");
      assertEquals("mocked", Closed.common());
    }
    assertEquals("itself", Closed.common());
  }
}
