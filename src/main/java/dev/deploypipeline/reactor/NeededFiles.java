package dev.deploypipeline.reactor;

import dev.deploypipeline.pipeline.Module;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The modules whose artifact another one needs as a file, so that they must be packaged before it
 * can be compiled, checked or planned.
 */
final class NeededFiles {

  private final Map<String, Set<String>> users = new HashMap<>();

  /**
   * @param plugins the modules that the class paths of a module's plugins contain
   * @param readers the goals of a module, among those that run, that may read the files of all the
   *     modules it uses; may leave out those of a module that cannot be planned yet
   */
  NeededFiles(
      List<Module> modules,
      Function<String, Set<String>> plugins,
      Function<String, Set<String>> readers) {
    Map<String, Module> byId = new HashMap<>();
    modules.forEach(module -> byId.put(module.id(), module));
    for (Module module : modules) {
      Set<String> needed = new HashSet<>(module.packagedUpstream());
      needed.addAll(module.planAfter());
      needed.addAll(module.readsFilesOf());
      needed.addAll(plugins.apply(module.id()));
      needed.forEach(id -> add(id, module.id()));
      Set<String> reading = readers.apply(module.id());
      if (!reading.isEmpty()) {
        String user = module.id() + " (" + String.join(", ", new TreeSet<>(reading)) + ")";
        module.upstream().forEach(id -> add(id, user));
      } else if (!module.planAfter().isEmpty()) {
        // Nobody knows yet what its goals read.
        module.upstream().forEach(id -> add(id, module.id()));
      }
    }
    // What is packaged may take in the artifacts of the modules it uses.
    Deque<String> open = new ArrayDeque<>(users.keySet());
    while (!open.isEmpty()) {
      Module packaged = byId.get(open.pop());
      if (packaged == null) {
        continue;
      }
      for (String upstream : packaged.upstream()) {
        if (!users.containsKey(upstream)) {
          open.push(upstream);
        }
        add(upstream, packaged.id());
      }
    }
  }

  private void add(String module, String user) {
    if (!module.equals(user)) {
      users.computeIfAbsent(module, id -> new TreeSet<>()).add(user);
    }
  }

  /** Who needs the module's artifact, and for which goals; empty where nobody does. */
  Set<String> usersOf(String module) {
    return Set.copyOf(users.getOrDefault(module, Set.of()));
  }
}
