package dev.deploypipeline.reuse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What decides the result of one task, by name.
 *
 * @param inputs the digest of each input
 * @param members of inputs that are many files, the digest of each file, as far as they are known:
 *     they explain a difference and are no part of the key
 */
public record Fingerprint(
    SortedMap<String, Digest> inputs, SortedMap<String, SortedMap<String, Digest>> members) {

  /** How many files of one task are remembered; beyond, a difference names the input alone. */
  static final int MEMBERS_KEPT = 2_000;

  /** How many files one sentence names. */
  private static final int MEMBERS_NAMED = 5;

  /** Changes when the meaning of an input does, so that no older result is found. */
  private static final String FORMAT = "deploy-pipeline fingerprint 1";

  /** Rejects null; copies. */
  public Fingerprint {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    SortedMap<String, SortedMap<String, Digest>> copy = new TreeMap<>();
    members.forEach(
        (name, files) -> copy.put(name, Collections.unmodifiableSortedMap(new TreeMap<>(files))));
    members = Collections.unmodifiableSortedMap(copy);
  }

  /** Inputs without members. */
  public Fingerprint(SortedMap<String, Digest> inputs) {
    this(inputs, Collections.emptySortedMap());
  }

  /** What the result is stored under: of the names and digests of all inputs, and of the format. */
  public Digest key() {
    List<String> parts = new ArrayList<>();
    parts.add(FORMAT);
    inputs.forEach(
        (name, digest) -> {
          parts.add(name);
          parts.add(digest.hex());
        });
    return Digest.ofAll(parts);
  }

  /**
   * What differs from an earlier fingerprint of the same task, sorted by name, as sentences without
   * a full stop, such as {@code sources changed: a/B.java, a/C.java (new)}; empty where the keys
   * are equal.
   */
  public List<String> differences(Fingerprint before) {
    SortedMap<String, Digest> all = new TreeMap<>(before.inputs);
    all.putAll(inputs);
    List<String> sentences = new ArrayList<>();
    for (String name : all.keySet()) {
      if (!before.inputs.containsKey(name)) {
        sentences.add(name + " is new");
      } else if (!inputs.containsKey(name)) {
        sentences.add(name + " is gone");
      } else if (!inputs.get(name).equals(before.inputs.get(name))) {
        sentences.add(name + " changed" + which(members.get(name), before.members.get(name)));
      }
    }
    return List.copyOf(sentences);
  }

  private static String which(SortedMap<String, Digest> now, SortedMap<String, Digest> before) {
    if (now == null || before == null) {
      return "";
    }
    SortedMap<String, Digest> all = new TreeMap<>(before);
    all.putAll(now);
    List<String> names = new ArrayList<>();
    for (String name : all.keySet()) {
      if (!before.containsKey(name)) {
        names.add(name + " (new)");
      } else if (!now.containsKey(name)) {
        names.add(name + " (gone)");
      } else if (!now.get(name).equals(before.get(name))) {
        names.add(name);
      }
    }
    int named = Math.min(names.size(), MEMBERS_NAMED);
    String more = names.size() > named ? " and " + (names.size() - named) + " more" : "";
    return names.isEmpty() ? "" : ": " + String.join(", ", names.subList(0, named)) + more;
  }

  /** Collects the inputs of a task. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects inputs; no name may be given twice. Not for several threads. */
  public static final class Builder {

    private final SortedMap<String, Digest> inputs = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, Digest>> members = new TreeMap<>();
    private int kept;

    private Builder() {}

    /** An input that is a text; {@code null} is other than an empty one. */
    public Builder text(String name, String value) {
      return digest(name, value == null ? Digest.ofAll() : Digest.ofAll(value));
    }

    /**
     * An input of which only the digest is known.
     *
     * @throws IllegalArgumentException when there is an input of that name
     */
    public Builder digest(String name, Digest digest) {
      if (inputs.putIfAbsent(name, digest) != null) {
        throw new IllegalArgumentException("the fingerprint has an input '" + name + "' already");
      }
      return this;
    }

    /**
     * An input that is many files or the like. The members are remembered, to name those that
     * differ, as long as the task has no more than 2,000 of them.
     */
    public Builder files(String name, Map<String, Digest> files) {
      digest(name, digestOf(files));
      if (kept + files.size() <= MEMBERS_KEPT) {
        kept += files.size();
        members.put(name, new TreeMap<>(files));
      }
      return this;
    }

    /** The fingerprint of all inputs so far. */
    public Fingerprint build() {
      return new Fingerprint(inputs, members);
    }
  }

  /** Of names and digests, in whatever order they come. */
  static Digest digestOf(Map<String, Digest> files) {
    List<String> parts = new ArrayList<>(2 * files.size());
    new TreeMap<>(files)
        .forEach(
            (name, digest) -> {
              parts.add(name);
              parts.add(digest.hex());
            });
    return Digest.ofAll(parts);
  }
}
