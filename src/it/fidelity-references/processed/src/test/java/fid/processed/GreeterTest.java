package fid.processed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GreeterTest {
  @Test
  void greetsWithWhatTheProcessorMade() {
    assertEquals("made", new Greeter().greet());
  }
}
