package dev.deploypipeline.reactor;

import java.util.function.Supplier;

/**
 * Runs code with the plugin's own context class loader. A goal of another plugin, Surefire for
 * example, runs with that plugin's, through which Testcontainers would not find its own parts.
 */
final class OwnClassLoader {

  private OwnClassLoader() {}

  static <T> T during(Supplier<T> code) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(OwnClassLoader.class.getClassLoader());
    try {
      return code.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
