package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever may use the socket may do what root may: only its user must be able to. */
@Timeout(60)
class OtherUserTest {

  private BrokerFixture broker;
  private Path socket;

  @BeforeEach
  void open() throws IOException {
    Programs.needRoot("OtherUserTest");
    Programs.need("OtherUserTest", "setpriv", "curl");
    broker = new BrokerFixture(call -> ProxyFixture.ok(call, "answered"));
    socket = broker.socket().path();
  }

  @AfterEach
  void close() throws IOException {
    if (broker != null) {
      broker.close();
    }
  }

  private static Programs.Run ask(Path socket, String... as) throws Exception {
    List<String> command = new ArrayList<>(List.of("env", "LC_ALL=C"));
    command.addAll(List.of(as));
    command.addAll(
        List.of(
            "curl", "-sv", "--max-time", "20", "--unix-socket", socket.toString(), "http://d/"));
    return Programs.run(command.toArray(String[]::new));
  }

  private Programs.Run askAsNobody() throws Exception {
    return ask(socket, "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
  }

  @Test
  void anotherUserCannotConnect() throws Exception {
    assertThat(ask(socket).output()).contains("answered");
    // Even where its directory is open to everybody, which that of the plugin is not.
    Files.setPosixFilePermissions(socket.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));

    Programs.Run refused = askAsNobody();

    assertThat(refused.exitCode()).as(refused.output()).isEqualTo(7); // failed to connect
    assertThat(refused.output()).contains("Permission denied").doesNotContain("answered");
  }

  @Test
  void itIsThePermissionsThatKeepHimOut() throws Exception {
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(askAsNobody().output())
        .as("in a directory of its user")
        .contains("Permission denied");
    Files.setPosixFilePermissions(socket.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(askAsNobody().output()).contains("answered");
  }
}
