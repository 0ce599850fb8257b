package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A socket that goes on serving where one client cannot be served. */
@Timeout(60)
class BrokerSocketTest {

  @TempDir private Path directory;

  @Test
  void whereNoThreadCanBeMadeNowTheNextClientIsServedAllTheSame() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool(new DaemonThreads("test-socket"));
    AtomicInteger tasks = new AtomicInteger();
    BlockingQueue<IOException> problems = new LinkedBlockingQueue<>();
    try (FakeEngine engine = FakeEngine.open(directory.resolve("e.sock"), new FakeDocker());
        Deadlines deadlines = new Deadlines();
        BrokerSocket socket =
            BrokerSocket.open(
                directory.resolve("b.sock"),
                Handler.passThrough(),
                new ClientConnection.Surroundings(
                    engine.endpoint(),
                    BrokerFixture.LIMITS,
                    deadlines,
                    task -> {
                      if (tasks.incrementAndGet() == 2) { // the first one accepts
                        throw new OutOfMemoryError("unable to create native thread, for this test");
                      }
                      threads.execute(task);
                    }),
                problems::add)) {
      try (RawClient unlucky = new RawClient(socket.path())) {
        assertThat(unlucky.ends()).isTrue();
      }
      assertThat(problems.poll(30, TimeUnit.SECONDS)).hasMessageContaining("native thread");
      assertThat(FakeRun.ask(socket.path(), "GET", "/_ping", "").status()).isEqualTo(200);
    } finally {
      threads.shutdownNow();
    }
  }
}
