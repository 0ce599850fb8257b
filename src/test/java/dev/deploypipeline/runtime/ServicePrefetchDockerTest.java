package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.runtime.ServicePrefetch.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

@NeedsDocker
class ServicePrefetchDockerTest {

  private final List<Finding> findings = Collections.synchronizedList(new ArrayList<>());
  private final ServicePrefetch prefetch =
      ServicePrefetch.ofThisMachine(
          (groupId, artifactId, version) -> {
            throw new IOException("no binaries are needed where an engine answers");
          },
          findings::add);

  @Test
  void anImageThatIsThereIsNotPulled() throws InterruptedException {
    assertThat(
            prefetch.fetch(
                List.of(ServiceSettingsBuilder.service("cache", "redis:7").build()), List.of()))
        .isEmpty();
    assertThat(findings).isEmpty();
  }

  @Test
  void everyImageThatCannotBeHadIsTold() throws InterruptedException {
    assertThat(prefetch.fetch(List.of(), List.of("127.0.0.1:1/one:1", "127.0.0.1:1/two:1")))
        .extracting(Failure::what)
        .containsExactly("image 127.0.0.1:1/one:1", "image 127.0.0.1:1/two:1");
    assertThat(findings)
        .extracting(Finding::message)
        .contains("Pulling image 127.0.0.1:1/one:1", "Pulling image 127.0.0.1:1/two:1");
  }
}
