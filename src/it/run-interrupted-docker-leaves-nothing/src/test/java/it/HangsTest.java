package it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HangsTest {

  @Test
  void neverEnds() throws Exception {
    if (!Boolean.getBoolean("it.hang")) {
      return;
    }
    Files.writeString(Path.of("target/hanging"), String.valueOf(ProcessHandle.current().pid()));
    new CountDownLatch(1).await();
  }
}
