package dev.deploypipeline.reuse;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Says each kind of thing once: a store that is broken is so for every task. */
final class Warnings {

  private final Consumer<String> warn;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  Warnings(Consumer<String> warn) {
    this.warn = warn;
  }

  void once(String kind, String sentences) {
    if (said.add(kind)) {
      warn.accept(sentences);
    }
  }
}
