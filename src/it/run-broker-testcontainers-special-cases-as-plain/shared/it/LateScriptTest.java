package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.io.InputStream;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;

/** A server that has to know its mapped port before it starts, as Kafka does. */
class LateScriptTest {

  private static final class Late extends GenericContainer<Late> {
    Late() {
      super("redis:7");
      withExposedPorts(6379);
      withCreateContainerCmdModifier(command -> command.withEntrypoint("sh"));
      withCommand("-c", "while [ ! -f /start.sh ]; do sleep 0.1; done; sh /start.sh");
      waitingFor(Wait.forLogMessage(".*Ready to accept connections.*\\n", 1));
    }

    @Override
    protected void containerIsStarting(InspectContainerResponse info) {
      copyFileToContainer(
          Transferable.of(
              "echo advertised " + getHost() + ":" + getMappedPort(6379) + "\n"
                  + "exec redis-server --protected-mode no --bind 0.0.0.0\n",
              0777),
          "/start.sh");
    }
  }

  @Test
  void itAdvertisesThePortOfThisContainer() throws Exception {
    try (Late late = new Late()) {
      late.start();
      assertTrue(late.getLogs().contains("advertised " + late.getHost() + ":" + late.getMappedPort(6379) + "\n"));
      try (Socket socket = new Socket(late.getHost(), late.getMappedPort(6379))) {
        socket.getOutputStream().write("DBSIZE\r\n".getBytes());
        InputStream in = socket.getInputStream();
        assertEquals(":0", new String(in.readNBytes(2)));
      }
    }
  }
}
