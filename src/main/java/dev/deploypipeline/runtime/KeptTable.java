package dev.deploypipeline.runtime;

import dev.deploypipeline.keep.KeptServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Kept servers as a table in plain text. */
final class KeptTable {

  private static final String GAP = "  ";

  private KeptTable() {}

  /**
   * A head line, then a line for each server, in columns.
   *
   * @param withProject whether the servers are of several projects
   */
  static List<String> of(List<KeptServer> servers, boolean withProject, Instant now) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("service", "provider", "address", "image", "age", "idle", "leases", "owner"));
    for (KeptServer one : servers) {
      rows.add(
          List.of(
              one.server().service(),
              one.server().provider(),
              one.server().address(),
              one.server().image(),
              time(Duration.between(one.server().created(), now)),
              one.idleSince().map(since -> time(Duration.between(since, now))).orElse("-"),
              one.holders().isEmpty() ? "-" : String.join(", ", one.holders()),
              owner(one, now)));
    }
    int columns = rows.get(0).size();
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        int at = column;
        int width = rows.stream().mapToInt(cells -> cells.get(at).length()).max().orElse(0);
        String cell = rows.get(row).get(column);
        line.append(cell).append(" ".repeat(width - cell.length())).append(GAP);
      }
      if (withProject) {
        line.append(row == 0 ? "project" : servers.get(row - 1).server().project());
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static String owner(KeptServer one, Instant now) {
    if (one.user().isPresent()) {
      return "in use by pid " + one.user().get();
    }
    return one.idleSince()
        .map(since -> Duration.between(now, since.plus(one.idleLimit())))
        .map(left -> "idle, stops in " + time(left.isNegative() ? Duration.ZERO : left))
        .orElse("idle");
  }

  /** In the unit that tells enough: a whole number of seconds, minutes or hours. */
  static String time(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = (seconds + 30) / 60;
    return minutes < 120 ? minutes + " min" : (minutes + 30) / 60 + " h";
  }

  /** How messages call a server. */
  static String name(KeptServer one) {
    return "%s (%s, %s, %s)"
        .formatted(
            one.server().service(),
            one.server().image(),
            one.server().provider(),
            one.server().address());
  }
}
