package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.PullResponseItem;
import dev.deploypipeline.model.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is told of a pull, from the lines that an engine sends. */
class PullProgressTest {

  private final List<String> told = new ArrayList<>();
  private final AtomicLong clock = new AtomicLong();
  private final PullProgress progress =
      new PullProgress("postgres:15", clock::get, (Finding finding) -> told.add(finding.message()));

  @Test
  void progressIsToldEveryFewSecondsOnly() {
    assertThat(told).containsExactly("Pulling image postgres:15");
    clock.set(Duration.ofSeconds(3).toNanos());
    layer("a", "Downloading", 5_000_000, 40_000_000);
    assertThat(told).hasSize(1);

    clock.set(Duration.ofSeconds(6).toNanos());
    layer("b", "Downloading", 1_000_000, 10_000_000);
    layer("b", "Downloading", 2_000_000, 10_000_000);
    assertThat(told.subList(1, told.size()))
        .containsExactly("Pulling image postgres:15: 6 of at least 50 MB");

    line("{\"status\":\"Download complete\",\"id\":\"b\",\"progressDetail\":{}}");
    clock.set(Duration.ofSeconds(12).toNanos());
    layer("a", "Downloading", 40_000_000, 40_000_000);
    assertThat(told).endsWith("Pulling image postgres:15: 50 of at least 50 MB");
  }

  @Test
  void anErrorInTheAnswerFailsThePull() {
    line("{\"errorDetail\":{\"message\":\"toomanyrequests: slow down\"},\"error\":\"...\"}");
    progress.onComplete();
    assertThatThrownBy(progress::await).hasMessage("toomanyrequests: slow down");
  }

  private void layer(String id, String status, long current, long total) {
    line(
        """
        {"status":"%s","id":"%s","progressDetail":{"current":%d,"total":%d}}"""
            .formatted(status, id, current, total));
  }

  private void line(String json) {
    progress.onNext(new JsonMapper().readValue(json, PullResponseItem.class));
  }
}
