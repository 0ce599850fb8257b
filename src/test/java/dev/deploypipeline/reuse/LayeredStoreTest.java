package dev.deploypipeline.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class LayeredStoreTest extends OnFakeServer {

  private ResultStore local(String machine) {
    return ResultStore.local(base.resolve(machine), 1 << 20, Clock.systemUTC(), warnings::add);
  }

  private ResultStore of(String machine) {
    return ResultStore.layered(local(machine), writer());
  }

  private Path to(String name) {
    return base.resolve(name);
  }

  @Test
  void whatOneMachinePutTheOtherHasToo() throws IOException {
    assertThat(Results.put(base, of("one"), KEY, result)).isTrue();
    assertThat(local("one").find(KEY)).contains(result);
    ResultStore other = of("other");
    assertThat(other.find(KEY)).contains(result);
    assertThat(other.fetch(first, to("a"))).isTrue();
    assertThat(to("a")).hasContent("text a");
  }

  @Test
  void whatCameFromTheServerIsKeptHereWhenAllOfItCame() throws IOException {
    Results.put(base, of("one"), KEY, result);
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
    assertThat(Results.put(base, store, KEY, result)).isTrue();
    assertThat(store.find(KEY)).contains(result);
    assertThat(store.find(Digest.of("other"))).isEmpty();
    store.close();
    assertThat(warnings).hasSize(1);
  }

  @Test
  void aDiskThatIsFullCostsNothingThatIsThere() throws IOException {
    Results.put(base, of("one"), KEY, result);
    Results.write(base, "broken", "no directory");
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
