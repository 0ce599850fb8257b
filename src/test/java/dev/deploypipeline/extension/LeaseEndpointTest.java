package dev.deploypipeline.extension;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.LeaseScope;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.pool.Leases;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LeaseEndpointTest {

  private final BlockingQueue<String> leased = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> returned = new LinkedBlockingQueue<>();
  private LeaseEndpoint endpoint;

  @BeforeEach
  void open() throws IOException {
    endpoint = LeaseEndpoint.open(this::lease);
  }

  @AfterEach
  void close() throws IOException {
    endpoint.close();
  }

  private Leases lease(LeaseScope scope, Stage stage, String holder) throws MojoExecutionException {
    if (holder.equals("unlucky")) {
      throw new MojoExecutionException("service db: no lease for unlucky");
    }
    if (holder.equals("talkative")) {
      throw new MojoExecutionException("€".repeat(100_000));
    }
    if (holder.equals("broken")) {
      throw new IllegalStateException("the session is over");
    }
    leased.add(scope + " " + stage + " " + holder);
    return Leases.of(Map.of("db.url", "jdbc:" + holder), Map.of(), () -> returned.add(holder));
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
  }

  private static DataInputStream ask(Socket socket, String... texts) throws IOException {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    for (String text : texts) {
      out.writeUTF(text);
    }
    out.flush();
    return new DataInputStream(socket.getInputStream());
  }

  private String next(BlockingQueue<String> queue) throws InterruptedException {
    return queue.poll(20, TimeUnit.SECONDS);
  }

  @Test
  void aLeaseLastsAsLongAsItsConnection() throws Exception {
    try (Socket socket = connect()) {
      DataInputStream in = ask(socket, endpoint.token(), "unit-tests", "fork", "one");
      assertThat(in.readBoolean()).isTrue();
      assertThat(in.readInt()).isEqualTo(1);
      assertThat(in.readUTF()).isEqualTo("db.url");
      assertThat(in.readUTF()).isEqualTo("jdbc:one");
      assertThat(next(leased)).isEqualTo("FORK UNIT_TESTS one");
      assertThat(returned).isEmpty();
    }
    assertThat(next(returned)).isEqualTo("one");
  }

  @Test
  void aConnectionThatBreaksReturnsItsLease() throws Exception {
    Socket socket = connect();
    assertThat(ask(socket, endpoint.token(), "unit-tests", "class", "killed").readBoolean())
        .isTrue();
    socket.setSoLinger(true, 0); // a reset, as after a kill
    socket.close();
    assertThat(next(returned)).isEqualTo("killed");
  }

  @Test
  void whoDoesNotKnowTheTokenGetsNothing() throws Exception {
    try (Socket socket = connect()) {
      DataInputStream in = ask(socket, "guessed", "unit-tests", "fork", "thief");
      assertThat(in.readBoolean()).isFalse();
      assertThat(in.readUTF()).contains("token");
    }
    assertThat(leased).isEmpty();
  }

  @Test
  void theReasonOfARefusedLeaseArrives() throws Exception {
    try (Socket socket = connect()) {
      DataInputStream in = ask(socket, endpoint.token(), "unit-tests", "fork", "unlucky");
      assertThat(in.readBoolean()).isFalse();
      assertThat(in.readUTF()).isEqualTo("service db: no lease for unlucky");
    }
  }

  @Test
  void aReasonIsCutToWhatTheProtocolTakes() throws Exception {
    try (Socket socket = connect()) {
      DataInputStream in = ask(socket, endpoint.token(), "unit-tests", "fork", "talkative");
      assertThat(in.readBoolean()).isFalse();
      assertThat(in.readUTF()).startsWith("€€€").endsWith("...").hasSizeLessThan(20_000);
    }
  }

  @Test
  void anUnexpectedFailureIsToldToo() throws Exception {
    try (Socket socket = connect()) {
      DataInputStream in = ask(socket, endpoint.token(), "unit-tests", "fork", "broken");
      assertThat(in.readBoolean()).isFalse();
      assertThat(in.readUTF()).contains("the session is over");
    }
  }

  @Test
  void moreConnectionsThanAllowedAreClosedUnheard() throws Exception {
    try (LeaseEndpoint small = LeaseEndpoint.open(this::lease, 1);
        Socket one = new Socket(InetAddress.getLoopbackAddress(), small.port())) {
      assertThat(ask(one, small.token(), "unit-tests", "fork", "one").readBoolean()).isTrue();
      try (Socket more = new Socket(InetAddress.getLoopbackAddress(), small.port())) {
        assertThatThrownBy(
                () -> ask(more, small.token(), "unit-tests", "fork", "more").readBoolean())
            .isInstanceOf(IOException.class);
      }
      one.close();
      assertThat(next(returned)).isEqualTo("one");
    }
    assertThat(leased).containsExactly("FORK UNIT_TESTS one");
  }

  @Test
  void garbageEndsItsOwnConnectionOnly() throws Exception {
    for (byte[] garbage :
        List.of(new byte[] {-1, -1, 7}, "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8))) {
      try (Socket socket = connect()) {
        socket.getOutputStream().write(garbage);
        socket.shutdownOutput();
        assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(100);
      }
    }
    try (Socket socket = connect()) {
      assertThat(ask(socket, endpoint.token(), "unit-tests", "galaxy", "lost").readBoolean())
          .isFalse();
    }
    try (Socket socket = connect()) {
      assertThat(ask(socket, endpoint.token(), "unit-tests", "class", "fine").readBoolean())
          .isTrue();
    }
    assertThat(next(leased)).isEqualTo("CLASS UNIT_TESTS fine");
  }

  @Test
  void closingReturnsEveryLease() throws Exception {
    try (Socket one = connect();
        Socket other = connect()) {
      assertThat(ask(one, endpoint.token(), "unit-tests", "fork", "a").readBoolean()).isTrue();
      assertThat(ask(other, endpoint.token(), "unit-tests", "fork", "b").readBoolean()).isTrue();
      endpoint.close();
      assertThat(List.of(next(returned), next(returned))).containsExactlyInAnyOrder("a", "b");
    }
  }
}
