package dev.deploypipeline.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams of events to which the events of other clients are added. */
@Timeout(60)
class LineRelayTest {

  private static final HttpHead HEAD = new HttpHead("HTTP/1.1 200 OK", List.of());

  /** A client that reads when it may. */
  private static final class SlowClient implements Link {
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final CountDownLatch mayRead = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public int read(byte[] into, int offset, int length) {
      return -1;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      if (seen.size() > 0) { // the head passes
        try {
          mayRead.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      if (closed.getCount() == 0) {
        throw new IOException("closed");
      }
      seen.write(from, offset, length);
    }

    @Override
    public void endOutput() {}

    @Override
    public void endInput() {}

    @Override
    public void close() {
      closed.countDown();
      mayRead.countDown();
    }
  }

  private static final class Others implements Handling.Lines {
    private volatile Consumer<String> more = line -> {};

    @Override
    public void begun(Consumer<String> taker) {
      more = taker;
    }

    @Override
    public Optional<String> instead(String line) {
      return Optional.of(line);
    }

    @Override
    public void ended() {
      more = line -> {};
    }
  }

  private final SlowClient client = new SlowClient();
  private final Others others = new Others();
  private final LineRelay relay = new LineRelay(client, others);

  @Test
  void whoAddsALineDoesNotWaitForTheClientThatReadsIt() throws Exception {
    relay.begin(HEAD);
    others.more.accept("mine");
    byte[] ofTheEngine = "its\n".getBytes(UTF_8);
    relay.accept(ofTheEngine, 0, ofTheEngine.length);
    client.mayRead.countDown();
    relay.finish();
    relay.close();
    assertThat(client.seen.toString(UTF_8)).endsWith("5\r\nmine\n\r\n4\r\nits\n\r\n0\r\n\r\n");
    assertThat(client.closed.getCount()).as("still open").isEqualTo(1);
  }

  @Test
  void aStreamThatIsTooFarBehindIsBrokenOff() throws Exception {
    relay.begin(HEAD);
    for (int i = 0; i < LineRelay.MOST_LINES + 2; i++) {
      others.more.accept("line " + i);
    }
    client.closed.await();
    relay.close();
    assertThat(client.seen.toString(UTF_8)).doesNotContain("line 1\n");
  }
}
