package dev.deploypipeline.fork;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * The environment variables of this JVM, as {@link System#getenv()} and {@link
 * ProcessBuilder#environment()} see them. Surefire gives all forks of a mojo the same variables, so
 * those of a lease come later, into the map behind the JDK's unmodifiable view. Native code does
 * not see them, nor does a process that is started without asking its builder for the environment.
 *
 * <p>Since Java 9 that map is closed. It is opened to a class loader of its own with this one class
 * in it, never to the tests: what they could reach, they would no longer fail to reach.
 */
public final class ForkEnvironment {

  private ForkEnvironment() {}

  /**
   * Sets variables.
   *
   * @throws IOException if this JVM keeps its environment in another way
   */
  static void put(Map<String, String> variables, Instrumentation instrumentation)
      throws IOException {
    if (variables.isEmpty()) {
      return;
    }
    URL jar = ForkEnvironment.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader alone = new URLClassLoader(new URL[] {jar}, null)) {
      Class<?> other = alone.loadClass(ForkEnvironment.class.getName());
      openMaps(alone, instrumentation);
      other.getMethod("putInto", Map.class).invoke(null, variables);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IOException(
          "the environment of this JVM cannot be changed ("
              + (e.getCause() == null ? e : e.getCause())
              + "). Perhaps you should expose system properties, or use scope module.",
          e);
    }
  }

  /** Sets variables, in a class loader that may look into the JDK's maps. */
  @SuppressWarnings("unchecked")
  public static void putInto(Map<String, String> variables) throws ReflectiveOperationException {
    Field inside =
        Class.forName(Collections.class.getName() + "$UnmodifiableMap").getDeclaredField("m");
    inside.setAccessible(true);
    ((Map<String, String>) inside.get(System.getenv())).putAll(variables);
  }

  /** Calls {@code Instrumentation.redefineModule}, by reflection, since Java 8 has no modules. */
  private static void openMaps(ClassLoader to, Instrumentation instrumentation)
      throws ReflectiveOperationException {
    Method unnamed;
    try {
      unnamed = ClassLoader.class.getMethod("getUnnamedModule");
    } catch (NoSuchMethodException e) {
      return; // Java 8, where nothing is closed
    }
    Class<?> module = unnamed.getReturnType();
    Object base = Class.class.getMethod("getModule").invoke(Object.class);
    Map<String, ?> opens =
        Collections.singletonMap("java.util", Collections.singleton(unnamed.invoke(to)));
    Instrumentation.class
        .getMethod("redefineModule", module, Set.class, Map.class, Map.class, Set.class, Map.class)
        .invoke(
            instrumentation,
            base,
            Collections.emptySet(),
            Collections.emptyMap(),
            opens,
            Collections.emptySet(),
            Collections.emptyMap());
  }
}
