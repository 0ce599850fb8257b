package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestReportsTest {

  @Test
  void jvmsMayBeEndedWhereTheyAndTheirReportsAreKnown() {
    assertThat(TestReports.obstacle(Map.of("tempDirectory", Path.of("t")))).isEmpty();
    assertThat(TestReports.obstacle(Map.of())).get().asString().contains("version 3.6.1");
  }

  @ParameterizedTest
  @CsvSource({
    "noReports,writes no reports",
    "debugged,debugs",
    "anonymous,enablePropertiesElement",
    "oneReport,version 3.6.1"
  })
  void otherwiseTheReasonIsTold(String fact, String words) {
    Map<String, Object> facts = new HashMap<>(Map.of("tempDirectory", Path.of("t")));
    facts.put(fact, true);

    assertThat(TestReports.obstacle(facts)).get().asString().contains(words);
  }

  @Test
  @SuppressWarnings("deprecation") // the only way to make a session
  void profilesAreThoseThatWereTyped() {
    MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setActiveProfiles(List.of("ci", "ci"));
    request.setInactiveProfiles(List.of("slow"));
    MavenSession session =
        new MavenSession(
            null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());

    assertThat(TestReports.profiles(session)).containsExactly("ci", "!slow");
  }
}
