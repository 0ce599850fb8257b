package it;

import org.junit.jupiter.api.Test;

class AKilledTest {

  @Test
  void writesAndIsKilled() throws Exception {
    Cache.ask("SET visitor killed");
    new ProcessBuilder("kill", "-9", String.valueOf(ProcessHandle.current().pid())).start().waitFor();
  }
}
