package dev.deploypipeline.tests;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The port to the test JVMs that run now. */
public interface TestJvms {

  /**
   * A test JVM.
   *
   * @param arguments the arguments that Surefire gave it, separated by spaces; no other JVM has
   *     them
   * @param pid its process number
   * @param started when it was started
   */
  record Jvm(String arguments, long pid, Instant started) {}

  /**
   * Those of the execution that keeps their files in that directory, and no others; without those
   * that somebody debugs.
   */
  List<Jvm> of(Path tempDirectory);

  /**
   * What its threads do.
   *
   * @throws IOException when it does not say
   */
  String threads(Jvm jvm) throws IOException;

  /**
   * Ends a JVM at once; does nothing if it has ended.
   *
   * @return whether it was that one and is ended
   */
  boolean end(Jvm jvm);
}
