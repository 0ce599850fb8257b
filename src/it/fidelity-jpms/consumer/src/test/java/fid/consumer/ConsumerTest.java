package fid.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ConsumerTest {
  @Test
  void readsANamedAndAnAutomaticModule() {
    assertEquals("alpha beta legacy", Consumer.text());
  }

  @Test
  void knowsTheAutomaticNameFromTheManifest() {
    assertEquals("fid.old", fid.old.Legacy.class.getModule().getName());
  }
}
