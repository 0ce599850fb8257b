package dev.deploypipeline.fidelity;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Compares the facts of two builds. */
final class Differences {

  private Differences() {}

  /**
   * One readable line per fact that is not the same on both sides; empty when the builds did the
   * same.
   */
  static List<String> between(SortedMap<String, String> run, SortedMap<String, String> reference) {
    SortedSet<String> names = new TreeSet<>(run.keySet());
    names.addAll(reference.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String here = run.getOrDefault(name, "absent");
      String there = reference.getOrDefault(name, "absent");
      if (!here.equals(there)) {
        differences.add(name + ": " + here + " in the run, " + there + " with plain Maven");
      }
    }
    return differences;
  }
}
