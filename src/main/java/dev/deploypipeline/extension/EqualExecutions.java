package dev.deploypipeline.extension;

import dev.deploypipeline.reactor.TestTempDirectories;
import java.lang.reflect.Method;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.ContextEnabled;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.plugin.MojoExecution;

/**
 * Lets Surefire and Failsafe skip an execution that has already run with the same configuration, as
 * they do with plain Maven. They compare digests of all parameters, among them those that a run
 * gives each execution a value of its own for; so the digests of what the user configured are
 * compared here.
 */
final class EqualExecutions {

  private static final String KEY = "dev.deploypipeline.executed-";

  /**
   * What the plugin knows of the project, and that every digest has run: that of a mojo is not
   * known before it runs, since it fills some of its parameters in itself.
   */
  private static final class Executed extends AbstractMap<Object, Object> {

    private final Map<Object, Object> known;

    Executed(Map<Object, Object> known) {
      this.known = known;
    }

    @Override
    public boolean containsKey(Object key) {
      return true;
    }

    @Override
    public Object put(Object key, Object value) {
      return known.put(key, value);
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
      return known.entrySet();
    }
  }

  private EqualExecutions() {}

  /**
   * Notes that the execution is about to run. Called before anything else is changed, by each
   * listener that changes something.
   *
   * @return whether it has run already, in which case the mojo will skip it when it is left alone
   */
  static boolean ranAlready(Mojo mojo, MojoExecution execution)
      throws ReflectiveOperationException {
    Optional<Method> digest = digest(mojo);
    if (digest.isEmpty() || !(mojo instanceof ContextEnabled enabled)) {
      return false;
    }
    String configured = configured(mojo, execution, digest.get());
    keepStatistics(mojo, configured);
    // One context for each plugin and project, safe for threads; a raw type in Maven's API.
    @SuppressWarnings("unchecked")
    Map<Object, Object> context = enabled.getPluginContext();
    Object before = context.putIfAbsent(KEY + configured, execution);
    if (before == null || before == execution) {
      return false;
    }
    enabled.setPluginContext(new Executed(context));
    return true;
  }

  /** The digest without the directory that {@code TestTempDirectories} separated. */
  private static String configured(Mojo mojo, MojoExecution execution, Method digest)
      throws ReflectiveOperationException {
    Method get;
    Method set;
    try {
      get = mojo.getClass().getMethod("getTempDir");
      set = mojo.getClass().getMethod("setTempDir", String.class);
    } catch (NoSuchMethodException e) {
      return (String) digest.invoke(mojo);
    }
    String directory = (String) get.invoke(mojo);
    String suffix = TestTempDirectories.suffix(execution);
    if (directory == null || !directory.endsWith(suffix)) {
      return (String) digest.invoke(mojo);
    }
    set.invoke(mojo, directory.substring(0, directory.length() - suffix.length()));
    try {
      return (String) digest.invoke(mojo);
    } finally {
      set.invoke(mojo, directory);
    }
  }

  /** Run orders find the times of the last run by a digest too, which must stay the same. */
  private static void keepStatistics(Mojo mojo, String configured)
      throws ReflectiveOperationException {
    try {
      Method get = mojo.getClass().getMethod("getRunOrderStatisticsFileChecksum");
      Method set = mojo.getClass().getMethod("setRunOrderStatisticsFileChecksum", String.class);
      String known = (String) get.invoke(mojo);
      if (known == null || known.isEmpty()) {
        set.invoke(mojo, configured);
      }
    } catch (NoSuchMethodException e) {
      return; // a version that takes the digest of all parameters, whatever is done
    }
  }

  private static Optional<Method> digest(Mojo mojo) {
    return TestMojo.method(mojo, "getConfigChecksum");
  }
}
