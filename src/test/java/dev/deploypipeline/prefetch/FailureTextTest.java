package dev.deploypipeline.prefetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.prefetch.FetchFailure.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTextTest {

  @Test
  void oneCauseIsToldOnceWithAllThatItConcerns() {
    List<String> lines =
        lines(
            new FetchFailure(Kind.UNREACHABLE, "g:b:jar:1", "central (http://c)", "refused"),
            new FetchFailure(Kind.UNREACHABLE, "g:a:jar:1", "central (http://c)", "timed out"),
            new FetchFailure(Kind.UNREACHABLE, "g:a:jar:1", "central (http://c)", "refused"));

    assertThat(lines)
        .hasSize(5)
        .startsWith("2 could not be fetched.")
        .contains("  g:a:jar:1", "  g:b:jar:1")
        .endsWith("A prefetch that is started again fetches only what is missing.");
    assertThat(lines.get(1))
        .startsWith("The repository central (http://c) does not answer as it should (refused).");
  }

  @Test
  void everyKindHasItsSentence() {
    List<String> lines =
        lines(
            new FetchFailure(Kind.INTERRUPTED, "g:f:jar:1", "", ""),
            new FetchFailure(Kind.OTHER, "image odd:1", "", "no such image. Perhaps x."),
            new FetchFailure(Kind.NOT_AS_LOCKED, "g:e:jar:1", "/m2/e.jar", "its SHA-256 is 0"),
            new FetchFailure(Kind.DAMAGED, "g:d:jar:1", "central", "expected 1 but is 2"),
            new FetchFailure(Kind.MISSING, "g:c:jar:1", "central", ""),
            new FetchFailure(Kind.DISK_FULL, "g:a:jar:1", "", "No space left on device"));

    assertThat(lines).startsWith("6 could not be fetched.");
    assertThat(lines)
        .containsSubsequence(
            "The disk is full (No space left on device). Perhaps you should make room for:",
            "  g:a:jar:1",
            "Not in central. Perhaps you should check the coordinates; what was looked for in vain before is looked for again with -U:",
            "  g:c:jar:1",
            "The repository central sends files that do not match their checksums (expected 1 but is 2). Perhaps you should tell who runs it; nothing of them was kept:",
            "  g:d:jar:1",
            "/m2/e.jar is not what the lock list says: its SHA-256 is 0. Perhaps you should find out which of them is right; then delete the file and prefetch again, or write the list anew with -Ddeploy-pipeline.lock=write:",
            "  g:e:jar:1",
            "The prefetch was stopped before it had:",
            "  g:f:jar:1",
            "no such image. Perhaps x.:",
            "  image odd:1");
  }

  @Test
  void differentRepositoriesAreDifferentCauses() {
    assertThat(
            lines(
                new FetchFailure(Kind.MISSING, "g:a:jar:1", "one", ""),
                new FetchFailure(Kind.MISSING, "g:b:jar:1", "two", "")))
        .filteredOn(line -> line.startsWith("Not in "))
        .hasSize(2);
  }

  private static List<String> lines(FetchFailure... failures) {
    return FailureText.of(List.of(failures)).lines().toList();
  }
}
