package dev.deploypipeline.tests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Test JVMs that are there when a test says so, and remembers which were ended. */
final class FakeJvms implements TestJvms {

  private final List<Jvm> running = new ArrayList<>();
  private final List<Jvm> ended = new ArrayList<>();
  private String threads = "";
  private Runnable meanwhile = () -> {};

  FakeJvms run(Jvm jvm) {
    running.add(jvm);
    return this;
  }

  /** What their threads do; null for a JVM that does not say. */
  FakeJvms saying(String said) {
    threads = said;
    return this;
  }

  /** What happens while a JVM says what its threads do. */
  FakeJvms meanwhile(Runnable action) {
    meanwhile = action;
    return this;
  }

  List<Jvm> ended() {
    return List.copyOf(ended);
  }

  @Override
  public List<Jvm> of(Path tempDirectory) {
    return running.stream().filter(jvm -> jvm.arguments().startsWith(tempDirectory + " ")).toList();
  }

  @Override
  public String threads(Jvm jvm) throws IOException {
    meanwhile.run();
    if (threads == null) {
      throw new IOException("no answer");
    }
    return threads;
  }

  @Override
  public boolean end(Jvm jvm) {
    ended.add(jvm);
    return running.remove(jvm);
  }
}
