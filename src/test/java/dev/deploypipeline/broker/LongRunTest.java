package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.broker.ClientContainer.State;
import dev.deploypipeline.broker.ClientContainer.Wish;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What must not grow, or stand in the way, in a build that starts thousands of containers. */
@Timeout(60)
class LongRunTest {

  @TempDir private Path directory;
  private final FakeDocker docker = new FakeDocker();

  @Test
  void whatIsNeededBeforeTheStartIsForgottenBehindIt() {
    ApiTarget target = ApiTarget.of("/containers/create").orElseThrow();
    Map<String, String> labels = Map.of("org.testcontainers", "true");
    Wish wish = new Wish("s", target, List.of(), new byte[9], Optional.empty(), "n", labels, false);
    ClientContainer container = new ClientContainer("id", wish, Optional.empty(), FakeRun.NOW, 0);
    container.add(new FileCopy(List.of(), "digest", new byte[9]));
    container.inspected(Answer.json(200, "{}"));

    container.start(FakeRun.NOW);
    assertThat(container.files()).isEmpty();
    assertThat(container.wish().body()).isEmpty();
    assertThat(container.wish().labels()).as("for its events").isEqualTo(labels);

    container.end(State.GONE, CompletableFuture.completedFuture(null));
    assertThat(container.inspection()).isEmpty();
  }

  @Test
  void ofALongLogTheEndIsEnough() throws IOException {
    Path recipes = directory.resolve("recipes.json");
    docker.log = "ready\n" + "x".repeat(3 << 20) + "\n";
    try (FakeRun first = new FakeRun(docker, recipes)) {
      first.start("one");
    }
    try (FakeRun second = new FakeRun(docker, recipes).warmedUp()) {
      second.start("two");
      assertThat(second.broker.statistics().warm()).isEqualTo(1);
      assertThat(second.findings).isEmpty();
    }
    assertThat(docker.requests)
        .anyMatch(line -> line.contains("/logs?stdout=1&stderr=1&tail=2000"));
  }

  @Test
  void noContainerIsHandedOverTwiceWhere200AreAskedForAtOnce() throws Exception {
    Path recipes = directory.resolve("recipes.json");
    try (FakeRun first = new FakeRun(docker, recipes)) {
      first.start("one");
      first.start("two");
    }
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      Set<String> ids = ConcurrentHashMap.newKeySet();
      CompletableFuture<?>[] clients = new CompletableFuture<?>[200];
      ExecutorService threads = Executors.newCachedThreadPool();
      CyclicBarrier all = new CyclicBarrier(clients.length); // nobody begins before everybody can
      for (int i = 0; i < clients.length; i++) {
        String session = "s" + i;
        clients[i] =
            CompletableFuture.runAsync(
                () -> {
                  try {
                    all.await();
                    ids.add(run.start(session));
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                },
                threads);
      }
      CompletableFuture.allOf(clients).get(50, TimeUnit.SECONDS);
      threads.shutdown();
      assertThat(ids).hasSize(200);
      assertThat(run.broker.statistics().asked()).isEqualTo(200);
      assertThat(run.broker.statistics().warm()).isPositive();
      assertThat(run.findings).isEmpty();
    }
    assertThat(docker.boxes).isEmpty();
  }
}
