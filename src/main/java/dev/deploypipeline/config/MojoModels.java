package dev.deploypipeline.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The goals whose results can be used again: the built-in table {@code reuse.txt} beside this
 * class, and the user's rows, which come first. Immutable.
 */
public final class MojoModels {

  private final List<MojoModel> models;

  private MojoModels(List<MojoModel> models) {
    this.models = List.copyOf(models);
  }

  /** The built-in table. */
  public static MojoModels builtIn() {
    return new MojoModels(ResourceTable.rows("reuse.txt").stream().map(MojoModels::row).toList());
  }

  /**
   * A row: the goal, the versions {@code from-below}, the kind, the class path, and then {@code
   * in=}, {@code out=}, {@code temp=} and {@code ignore=} with names between commas.
   *
   * @throws IllegalArgumentException naming what is wrong with it
   */
  static MojoModel row(String text) {
    String[] cells = text.strip().split("\\s+", -1);
    if (cells.length < 4 || !cells[1].contains("-")) {
      throw new IllegalArgumentException(
          "expected 'goal from-below kind class-path in=... out=... temp=... ignore=...', got '"
              + text.strip()
              + "'");
    }
    Set<String> inputs = new HashSet<>();
    Set<String> outputs = new HashSet<>();
    Set<String> temporary = new HashSet<>();
    Set<String> ignored = new HashSet<>();
    for (int i = 4; i < cells.length; i++) {
      String[] cell = cells[i].split("=", 2);
      Set<String> names =
          switch (cell[0]) {
            case "in" -> inputs;
            case "out" -> outputs;
            case "temp" -> temporary;
            case "ignore" -> ignored;
            default ->
                throw new IllegalArgumentException(
                    "unknown '"
                        + cell[0]
                        + "' in the row of "
                        + cells[0]
                        + "; known are in, out, temp and ignore");
          };
      names.addAll(List.of(cell[1].split(",", -1)));
    }
    String[] versions = cells[1].split("-", 2);
    return new MojoModel(
        cells[0],
        versions[0],
        versions[1],
        MojoModel.Kind.valueOf(cells[2].toUpperCase(Locale.ROOT)),
        MojoModel.ClassPath.valueOf(cells[3].toUpperCase(Locale.ROOT)),
        inputs,
        outputs,
        temporary,
        ignored);
  }

  /** This table with the given models in front. */
  public MojoModels with(List<MojoModel> more) {
    List<MojoModel> all = new ArrayList<>(more);
    all.addAll(models);
    return new MojoModels(all);
  }

  /** The model of a goal; empty where none is known, or none for that version. */
  public Optional<MojoModel> find(String groupId, String artifactId, String goal, String version) {
    String name = groupId + ":" + artifactId + ":" + goal;
    return models.stream()
        .filter(model -> model.goal().equals(name) && model.holdsFor(version))
        .findFirst();
  }
}
