package dev.deploypipeline.report;

import dev.deploypipeline.model.TestJvm;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How test JVMs were started, in one line. */
final class TestJvmLine {

  /** As Surefire starts them; only of these is the reason worth a word. */
  private static final String PLAIN = "plain";

  private TestJvmLine() {}

  /** For example {@code Test JVMs: 3 tuned, 2 plain (1 forkCount is 0, 1 to compare)}. */
  static String of(List<TestJvm> testJvms) {
    Map<String, List<TestJvm>> byStart =
        testJvms.stream()
            .collect(Collectors.groupingBy(TestJvm::start, TreeMap::new, Collectors.toList()));
    List<TestJvm> plain = byStart.getOrDefault(PLAIN, List.of());
    byStart.remove(PLAIN);
    String line =
        byStart.entrySet().stream()
            .map(one -> one.getValue().size() + " " + one.getKey())
            .collect(Collectors.joining(", "));
    if (plain.isEmpty()) {
      return "Test JVMs: " + line;
    }
    String reasons =
        plain.stream()
            .collect(Collectors.groupingBy(TestJvm::reason, TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(one -> one.getValue() + " " + one.getKey())
            .collect(Collectors.joining(", "));
    return "Test JVMs: "
        + (line.isEmpty() ? "" : line + ", ")
        + plain.size()
        + " plain ("
        + reasons
        + ")";
  }
}
