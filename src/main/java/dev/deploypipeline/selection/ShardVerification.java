package dev.deploypipeline.selection;

import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.TaskId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Proves from the reports of all shards that together they ran every test class, once. */
public final class ShardVerification {

  private static final Pattern NAME = Pattern.compile("shard-[0-9]+-of-[0-9]+\\.json");
  private static final int SHOWN = 10;

  private final List<String> problems = new ArrayList<>();
  private final List<ShardReport> reports;

  private ShardVerification(List<ShardReport> reports) {
    this.reports = reports;
  }

  /**
   * What the reports prove.
   *
   * @param problems what is missing or twice, one sentence each; empty where all is well
   * @param warnings what ran in several shards, which is no problem, one sentence each
   * @param summary what was shown, in words for a person
   */
  public record Result(List<String> problems, List<String> warnings, String summary) {
    /** Copies the lists. */
    public Result {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Checks them.
   *
   * @param places the reports, or directories with them, however deep
   * @throws IllegalArgumentException where there is none, or one cannot be read
   */
  public static Result of(List<Path> places) {
    Set<Path> files = new TreeSet<>();
    places.forEach(place -> files.addAll(filesIn(place)));
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no report of a shard in "
              + places.stream().map(Path::toString).collect(Collectors.joining(", "))
              + ". Perhaps you should name their directory with -Ddeploy-pipeline.shard.reports.");
    }
    return check(files.stream().map(ShardReportJson::read).toList());
  }

  private static Set<Path> filesIn(Path place) {
    if (Files.isRegularFile(place)) {
      return Set.of(place.toAbsolutePath().normalize());
    }
    if (!Files.isDirectory(place)) {
      throw new IllegalArgumentException(
          place
              + " is no report of a shard and no directory. Perhaps you should correct"
              + " -Ddeploy-pipeline.shard.reports.");
    }
    try (Stream<Path> all = Files.walk(place)) {
      return all.filter(
              file ->
                  NAME.matcher(file.getFileName().toString()).matches()
                      && Files.isRegularFile(file))
          .map(file -> file.toAbsolutePath().normalize())
          .collect(Collectors.toSet());
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException(
          place + " cannot be read: " + e + ". Perhaps you should make it readable.", e);
    }
  }

  static Result check(List<ShardReport> reports) {
    ShardVerification verification = new ShardVerification(reports);
    boolean complete = verification.areAllThere();
    boolean comparable = verification.areOfOneBuild() && complete;
    verification.runs();
    if (comparable) {
      verification.classes();
    }
    long classes = reports.stream().mapToLong(ShardReport::assigned).sum();
    return new Result(
        verification.problems,
        verification.forked(),
        reports.size() + " shards ran each of " + classes + " test classes once.");
  }

  private boolean areAllThere() {
    int before = problems.size();
    SortedSet<Integer> counts =
        reports.stream()
            .map(one -> one.shard().of())
            .collect(Collectors.toCollection(TreeSet::new));
    if (counts.size() > 1) {
      problems.add("the reports are of different numbers of shards: " + counts);
      return false;
    }
    for (int number = 1; number <= counts.first(); number++) {
      int wanted = number;
      long found = reports.stream().filter(one -> one.shard().number() == wanted).count();
      String name = "shard " + number + "/" + counts.first();
      if (found == 0) {
        problems.add("the report of " + name + " is missing");
      } else if (found > 1) {
        problems.add("there are " + found + " reports of " + name);
      }
    }
    return problems.size() == before;
  }

  private boolean areOfOneBuild() {
    int before = problems.size();
    same("commits", ShardReport::commit);
    same("recorded times of test classes", ShardReport::times);
    return problems.size() == before;
  }

  private void same(String what, Function<ShardReport, String> part) {
    Map<String, List<String>> shards = new TreeMap<>();
    for (ShardReport report : reports) {
      shards
          .computeIfAbsent(part.apply(report), one -> new ArrayList<>())
          .add(report.shard().toString());
    }
    if (shards.size() > 1) {
      problems.add(
          "the shards used different "
              + what
              + ": "
              + shards.entrySet().stream()
                  .map(
                      one ->
                          String.join(", ", one.getValue())
                              + " "
                              + (one.getKey().isEmpty() ? "none" : one.getKey()))
                  .collect(Collectors.joining("; ")));
    }
  }

  private void runs() {
    for (ShardReport report : reports) {
      String name = "shard " + report.shard();
      if (report.verdict() != Outcome.SUCCEEDED) {
        problems.add(name + " did not succeed: " + report.verdict());
      }
      if (report.skipsSlow()) {
        problems.add(name + " left out slow tests (deploy-pipeline.skipSlow)");
      }
      if (report.assigned() == 0) {
        problems.add(name + " had no test class");
      }
      for (ShardExecution one : report.executions()) {
        SortedSet<String> silent = new TreeSet<>(one.withTests());
        silent.removeIf(test -> one.ran().getOrDefault(test, 0) > 0);
        if (!silent.isEmpty() && report.verdict() == Outcome.SUCCEEDED) {
          problems.add(name + " reported no test of " + named(silent) + " in " + one.task());
        }
      }
    }
  }

  private void classes() {
    SortedMap<TaskId, SortedMap<String, ShardExecution>> byTask = new TreeMap<>();
    for (ShardReport report : reports) {
      for (ShardExecution one : report.executions()) {
        byTask
            .computeIfAbsent(one.task(), task -> new TreeMap<>())
            .put(report.shard().toString(), one);
      }
    }
    byTask.forEach(this::execution);
  }

  private void execution(TaskId task, SortedMap<String, ShardExecution> byShard) {
    SortedSet<String> all = new TreeSet<>();
    byShard.values().forEach(one -> all.addAll(one.candidates()));
    for (ShardReport report : reports) {
      String shard = report.shard().toString();
      SortedSet<String> unknown = new TreeSet<>(all);
      Optional.ofNullable(byShard.get(shard)).ifPresent(one -> unknown.removeAll(one.candidates()));
      if (!unknown.isEmpty()) {
        problems.add("shard " + shard + " did not find " + named(unknown) + " in " + task);
      }
    }
    SortedMap<String, List<String>> owners = new TreeMap<>();
    all.forEach(name -> owners.put(name, new ArrayList<>()));
    byShard.forEach(
        (shard, one) ->
            one.assigned()
                .forEach(
                    name -> owners.computeIfAbsent(name, key -> new ArrayList<>()).add(shard)));
    SortedSet<String> nobody = new TreeSet<>();
    owners.forEach(
        (name, shards) -> {
          if (shards.isEmpty()) {
            nobody.add(name);
          } else if (shards.size() > 1) {
            problems.add(
                "the shards " + String.join(" and ", shards) + " all ran " + name + " in " + task);
          }
        });
    if (!nobody.isEmpty()) {
      problems.add("no shard ran " + named(nobody) + " in " + task);
    }
    // Plain Maven fails where no test runs; of one shard alone that would be wrong.
    boolean needsTests = byShard.values().stream().anyMatch(ShardExecution::needsTests);
    boolean equal = byShard.values().stream().anyMatch(ShardExecution::equal);
    boolean anyRan = byShard.values().stream().anyMatch(one -> !one.ran().isEmpty());
    if (needsTests && !equal && !anyRan) {
      problems.add("no shard ran any test of " + task + ", which wants some (failIfNoTests)");
    }
  }

  private List<String> forked() {
    SortedMap<ForkedTests, SortedSet<String>> shards = new TreeMap<>();
    for (ShardReport report : reports) {
      report
          .forked()
          .forEach(
              one ->
                  shards
                      .computeIfAbsent(one, key -> new TreeSet<>())
                      .add(report.shard().toString()));
    }
    List<String> warnings = new ArrayList<>();
    shards.forEach(
        (one, where) ->
            warnings.add(
                "The tests of "
                    + one.tests()
                    + " that "
                    + one.by()
                    + " forks ran as a whole in "
                    + (where.size() == 1 ? "shard " : "each of the shards ")
                    + String.join(" and ", where)
                    + ": they are not split."));
    return warnings;
  }

  private static String named(SortedSet<String> names) {
    String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
  }
}
