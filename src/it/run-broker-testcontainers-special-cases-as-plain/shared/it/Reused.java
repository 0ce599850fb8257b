package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.containers.GenericContainer;

/** The container that is never stopped, and what is known of it: its id and how many JVMs have seen it. */
final class Reused {

  private Reused() {}

  static void countsOneMore() throws Exception {
    GenericContainer<?> redis =
        new GenericContainer<>("redis:7").withExposedPorts(6379).withReuse(true)
            .withLabel("it.special", Mark.ofThisModule());
    redis.start();
    Path known = Path.of("known");
    int before = Files.exists(known) ? Files.readAllLines(known).size() : 0;
    String seen = redis.execInContainer("redis-cli", "incr", "seen").getStdout().strip();
    assertEquals(Integer.toString(before + 1), seen);
    if (before > 0) {
      assertEquals(Files.readAllLines(known).get(0), redis.getContainerId());
    }
    Files.writeString(known, (before > 0 ? Files.readString(known) : "") + redis.getContainerId() + "\n");
  }
}
