package dev.deploypipeline.reactor;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Where Maven writes its log, which does not simply go through {@code System.out}. Maven 3's logger
 * keeps the stream that it found when it was initialised, so it is initialised again; Maven 4's
 * logger holds a consumer, which is replaced. Neither is exported to plugins, so both are reached
 * by reflection, through the class loader that Maven's logger comes from. With any other logger the
 * log is left as it is.
 */
final class MavenLogSink {

  private static final List<String> MAVEN_3 =
      List.of("org.slf4j.impl.SimpleLogger", "org.slf4j.simple.SimpleLogger");
  private static final String MAVEN_4 = "org.apache.maven.slf4j.MavenSimpleLogger";

  private final Optional<Method> setSink;
  private final Optional<Method> initialise;
  private final Consumer<String> original;

  private MavenLogSink(
      Optional<Method> setSink, Optional<Method> initialise, Consumer<String> original) {
    this.setSink = setSink;
    this.initialise = initialise;
    this.original = original;
  }

  static MavenLogSink find() {
    ClassLoader loader = LoggerFactory.getILoggerFactory().getClass().getClassLoader();
    Optional<Class<?>> maven4 = load(MAVEN_4, loader);
    if (maven4.isPresent()) {
      return ofMaven4(maven4.get());
    }
    Optional<Method> initialise =
        MAVEN_3.stream()
            .flatMap(name -> load(name, loader).stream())
            .findFirst()
            .flatMap(logger -> method(logger, "init"));
    return new MavenLogSink(Optional.empty(), initialise, System.out::println);
  }

  @SuppressWarnings("unchecked")
  private static MavenLogSink ofMaven4(Class<?> logger) {
    try {
      Field field = logger.getDeclaredField("logSink");
      field.setAccessible(true);
      Consumer<String> original = (Consumer<String>) field.get(null);
      if (original != null) {
        return new MavenLogSink(
            method(logger, "setLogSink", Consumer.class), Optional.empty(), original);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      LoggerFactory.getLogger(MavenLogSink.class)
          .debug("The log of this Maven cannot be told apart by task", e);
    }
    return new MavenLogSink(Optional.empty(), Optional.empty(), System.out::println);
  }

  private static Optional<Class<?>> load(String name, ClassLoader loader) {
    try {
      return Optional.of(Class.forName(name, true, loader));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  private static Optional<Method> method(Class<?> type, String name, Class<?>... parameters) {
    try {
      Method method = type.getDeclaredMethod(name, parameters);
      method.setAccessible(true);
      return Optional.of(method);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** The consumer of Maven 4's log; standard output elsewhere. */
  Consumer<String> original() {
    return original;
  }

  /** Whether the log goes to a consumer of its own rather than to standard output. */
  boolean ownConsumer() {
    return setSink.isPresent();
  }

  /** Redirects the log: to the consumer, or to what {@code System.out} is now. */
  void redirect(Consumer<String> consumer) {
    setSink.ifPresent(method -> call(method, consumer));
    initialise.ifPresent(method -> call(method));
  }

  /** Undoes {@link #redirect}; {@code System.out} must be what it was. */
  void restore() {
    redirect(original);
  }

  private static void call(Method method, Object... arguments) {
    try {
      method.invoke(null, arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Maven's log cannot be redirected", e);
    }
  }
}
