package dev.deploypipeline.extension;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.plugin.Mojo;

/**
 * Whether the classes of a mojo of Surefire or Failsafe can run again, each by itself, so that a
 * pass means what it means in the first attempt.
 *
 * @param event the mojo, right before it runs
 */
record RetryableTests(MojoExecutionEvent event) {

  /** Of the JaCoCo agent, among the options of a JVM. */
  private static final String FORGETS = "append=false";

  /** The facts, by the names of {@code RetrySignals}. */
  Map<String, Object> facts() throws ReflectiveOperationException {
    Map<String, Object> facts = new HashMap<>();
    TestJvmConfiguration jvms = jvms();
    jvms.summaryFile().ifPresent(file -> facts.put("summary", file.toPath()));
    if (jvms.ignoresFailures()) {
      facts.put("failuresIgnored", true);
    }
    SelectableTests selectable =
        new SelectableTests(mojo(), event.getExecution().getPlugin(), event.getProject());
    if (selectable.hasNone()) {
      facts.put("noTests", true);
    }
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      facts.put("notRetried", obstacle.get());
      return facts;
    }
    Map<String, Object> tests = selectable.facts();
    if (tests.containsKey("whole")) {
      facts.put("notRetried", tests.get("whole"));
    } else {
      facts.put("classes", tests.get("classes"));
    }
    return facts;
  }

  private TestJvmConfiguration jvms() {
    return new TestJvmConfiguration(mojo(), event.getProject(), event.getSession());
  }

  private Optional<String> obstacle() throws ReflectiveOperationException {
    if (!new TestMojo(mojo()).forks()) {
      return Optional.of("forkCount is 0, and a class that failed needs a fresh JVM");
    }
    if (isSet("getForkMode")) {
      return Optional.of("forkMode is set, and a class that failed needs a JVM of its own");
    }
    if (isSet("getDebugForkedProcess")) {
      return Optional.of("somebody debugs it");
    }
    if (isPositive("getRerunFailingTestsCount")) {
      return Optional.of("rerunFailingTestsCount has run them again already");
    }
    if (isPositive("getFailOnFlakeCount")) {
      return Optional.of("failOnFlakeCount has a flaky test fail the build");
    }
    if (isPositive("getSkipAfterFailureCount")) {
      return Optional.of("skipAfterFailureCount has left out what comes behind a failure");
    }
    return forgetsCoverage()
        ? Optional.of(
            "a retry would overwrite the coverage data, which JaCoCo is told not to append to")
        : Optional.empty();
  }

  private boolean forgetsCoverage() throws ReflectiveOperationException {
    Map<?, ?> properties =
        TestMojo.known(mojo(), "getSystemPropertyVariables", Map.class).orElse(Map.of());
    Map<?, ?> environment =
        TestMojo.known(mojo(), "getEnvironmentVariables", Map.class).orElse(Map.of());
    return Stream.concat(Stream.of(jvms().argLine()), environment.values().stream())
            .anyMatch(text -> String.valueOf(text).contains(FORGETS))
        || "false".equals(properties.get("jacoco-agent.append"));
  }

  private boolean isSet(String getter) throws ReflectiveOperationException {
    return TestMojo.known(mojo(), getter, String.class)
        .filter(text -> !text.isBlank() && !text.equals("false"))
        .isPresent();
  }

  private boolean isPositive(String getter) throws ReflectiveOperationException {
    return TestMojo.known(mojo(), getter, Integer.class).filter(count -> count > 0).isPresent();
  }

  private Mojo mojo() {
    return event.getMojo();
  }
}
