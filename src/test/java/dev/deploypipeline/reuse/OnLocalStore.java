package dev.deploypipeline.reuse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the store in a directory share: the directory, and a result of two files. */
abstract class OnLocalStore {

  static final long ROOM = 1L << 30;
  static final Digest KEY = Digest.of("key");

  @TempDir Path store;
  @TempDir Path base;

  final List<String> warnings = new ArrayList<>();
  final OutputFile first = Results.file("target/a", "text a");
  final OutputFile second = Results.executable(Results.file("target/b", "text b"));
  final TaskResult result = Results.of(first, second);

  ResultStore open() {
    return open(ROOM, Clock.systemUTC());
  }

  ResultStore open(long maxBytes, Clock clock) {
    return ResultStore.local(store, maxBytes, clock, warnings::add);
  }

  boolean put(ResultStore to, Digest key, TaskResult what) throws IOException {
    return Results.put(base, to, key, what);
  }

  Path action(Digest key) {
    return Results.place(store, "ac", key);
  }

  Path content(OutputFile file) {
    return Results.place(store, "cas", file.content());
  }

  List<Path> stored() throws IOException {
    return Results.files(store);
  }
}
