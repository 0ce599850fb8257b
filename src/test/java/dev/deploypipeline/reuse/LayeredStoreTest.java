package dev.deploypipeline.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayeredStoreTest {

  private static final Digest KEY = Digest.of("key");

  @TempDir private Path root;

  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final OutputFile first = Results.file("target/a", "text a");
  private final OutputFile second = Results.file("target/b", "text b");
  private final TaskResult result = Results.of(first, second);
  private FakeServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new FakeServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private ResultStore local(String machine) {
    return ResultStore.local(root.resolve(machine), 1 << 20, Clock.systemUTC(), warnings::add);
  }

  private ResultStore of(String machine) {
    return ResultStore.layered(
        local(machine),
        ResultStore.remote(
            server.address(), Optional.empty(), true, Duration.ofSeconds(20), warnings::add));
  }

  private Path to(String name) {
    return root.resolve(name);
  }

  @Test
  void whatOneMachinePutTheOtherHasToo() throws IOException {
    assertThat(Results.put(root, of("one"), KEY, result)).isTrue();
    assertThat(local("one").find(KEY)).contains(result);
    ResultStore other = of("other");
    assertThat(other.find(KEY)).contains(result);
    assertThat(other.fetch(first, to("a"))).isTrue();
    assertThat(to("a")).hasContent("text a");
  }

  @Test
  void whatCameFromTheServerIsKeptHereWhenAllOfItCame() throws IOException {
    Results.put(root, of("one"), KEY, result);
    ResultStore other = of("other");
    other.find(KEY);
    other.fetch(first, to("a"));
    assertThat(local("other").find(KEY)).as("half of it").isEmpty();
    other.fetch(second, to("b"));
    assertThat(local("other").find(KEY)).contains(result);
    server.requests.clear();
    ResultStore again = of("other");
    assertThat(again.find(KEY)).contains(result);
    assertThat(again.fetch(second, to("b"))).isTrue();
    assertThat(server.requests).isEmpty();
  }

  @Test
  void aDeadServerCostsNothingThatIsHere() throws IOException {
    server.answer(500);
    ResultStore store = of("one");
    assertThat(Results.put(root, store, KEY, result)).isTrue();
    assertThat(store.find(KEY)).contains(result);
    assertThat(store.find(Digest.of("other"))).isEmpty();
    store.close();
    assertThat(warnings).hasSize(1);
  }

  @Test
  void aDiskThatIsFullCostsNothingThatIsThere() throws IOException {
    Results.put(root, of("one"), KEY, result);
    Results.write(root, "broken", "no directory");
    ResultStore store = of("broken");
    assertThat(store.find(KEY)).contains(result);
    assertThat(store.fetch(first, to("a"))).isTrue();
    assertThat(to("a")).hasContent("text a");
  }

  @Test
  void whatNeitherHasIsMissing() throws IOException {
    assertThat(of("one").find(KEY)).isEmpty();
    assertThat(of("one").fetch(first, to("a"))).isFalse();
    assertThat(warnings).isEmpty();
  }

  @Test
  void theFirstStoreIsALocalOne() {
    ResultStore store = of("one");
    assertThatThrownBy(() -> ResultStore.layered(store, store))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
