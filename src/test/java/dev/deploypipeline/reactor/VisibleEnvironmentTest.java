package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.reuse.Digest;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class VisibleEnvironmentTest {

  @Test
  void everyVariableCountsButThoseOfTheShell() {
    VisibleEnvironment environment = new VisibleEnvironment(List.of("MY_BUILD_*"));

    assertThat(
            environment.variables(
                Map.of(
                    "DB_URL",
                    "x",
                    "PWD",
                    "/a",
                    "SHLVL",
                    "2",
                    "SSH_TTY",
                    "t",
                    "MY_BUILD_ID",
                    "7",
                    "_PWD",
                    "y")))
        .containsOnlyKeys("DB_URL", "_PWD")
        .containsEntry("DB_URL", Digest.ofAll("x"));
  }

  @Test
  void propertiesThatSayHowWeWorkDoNotCount() {
    Properties typed = new Properties();
    typed.setProperty("it.test", "A");
    typed.setProperty("deploy-pipeline.threads", "4");
    typed.setProperty("maven.repo.local", "/r");

    assertThat(VisibleEnvironment.properties(typed)).containsOnlyKeys("it.test");
  }
}
