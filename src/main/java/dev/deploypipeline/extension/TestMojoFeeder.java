package dev.deploypipeline.extension;

import dev.deploypipeline.config.LeaseScope;
import dev.deploypipeline.reactor.PoolSession;
import java.io.File;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.execution.MojoExecutionListener;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * Hands the services' properties to Surefire and Failsafe, right before each of their mojos runs:
 * nothing else waits for a server, no pom is changed, and it works on whatever thread and session
 * clone the mojo runs.
 *
 * <p>By reflection, because those plugins live in class realms of their own.
 */
@Named("deploy-pipeline-services")
@Singleton
final class TestMojoFeeder implements MojoExecutionListener {

  private static final Set<String> PLUGINS =
      Set.of("maven-surefire-plugin", "maven-failsafe-plugin");
  private static final Set<String> GOALS = Set.of("test", "integration-test");
  private static final List<String> SKIPS =
      List.of("isSkip", "isSkipTests", "isSkipExec", "isSkipITs");

  @Override
  public void beforeMojoExecution(MojoExecutionEvent event) throws MojoExecutionException {
    if (!PLUGINS.contains(event.getExecution().getArtifactId())
        || !GOALS.contains(event.getExecution().getGoal())) {
      return;
    }
    PoolSession pool = PoolSession.of(event.getSession());
    try {
      if (!pool.services().isEmpty() && hasTests(event.getMojo())) {
        String holder = event.getExecution().getGoal();
        feed(event.getMojo(), pool.lease(LeaseScope.MODULE, holder).properties());
      }
    } catch (ReflectiveOperationException e) {
      throw new MojoExecutionException(
          "cannot hand the services' properties to "
              + event.getExecution().getPlugin().getId()
              + ": "
              + e
              + ". Perhaps you should use version 3 of that plugin.",
          e);
    }
  }

  /**
   * A module without tests, or whose tests are skipped, neither waits for the services nor fails
   * with them.
   */
  private static boolean hasTests(Mojo mojo) throws ReflectiveOperationException {
    for (Method method : mojo.getClass().getMethods()) {
      if (SKIPS.contains(method.getName())
          && method.getReturnType() == boolean.class
          && (Boolean) method.invoke(mojo)) {
        return false;
      }
    }
    File classes = (File) mojo.getClass().getMethod("getTestClassesDirectory").invoke(mojo);
    return classes == null || classes.exists();
  }

  /** What the user set for the same key wins. */
  static void feed(Mojo mojo, Map<String, String> properties) throws ReflectiveOperationException {
    Map<String, String> merged = new HashMap<>(properties);
    if (mojo.getClass().getMethod("getSystemPropertyVariables").invoke(mojo)
        instanceof Map<?, ?> users) {
      users.forEach((key, value) -> merged.put((String) key, (String) value));
    }
    mojo.getClass().getMethod("setSystemPropertyVariables", Map.class).invoke(mojo, merged);
  }

  @Override
  public void afterMojoExecutionSuccess(MojoExecutionEvent event) {
    // the services go on: other modules use them
  }

  @Override
  public void afterExecutionFailure(MojoExecutionEvent event) {
    // the services go on: other modules use them
  }
}
