package it;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TaggedTest {
  @Test
  void quick() {}

  @Test
  @Tag("slow")
  void tagged() {}
}
