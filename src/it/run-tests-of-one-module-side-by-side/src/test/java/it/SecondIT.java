package it;

import org.junit.jupiter.api.Test;

class SecondIT {

  @Test
  void findsItsBootFiles() {
    // That this JVM runs is the proof.
  }
}
