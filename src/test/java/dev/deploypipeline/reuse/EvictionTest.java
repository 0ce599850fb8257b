package dev.deploypipeline.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvictionTest extends OnLocalStore {

  private static Clock in(Duration time) {
    return Clock.offset(Clock.systemUTC(), time);
  }

  @Test
  void whatWasNotUsedLongestIsRemovedAtTheEnd() throws IOException {
    String names = "mnopqrstuvwx";
    for (int i = 0; i < names.length(); i++) {
      String name = names.substring(i, i + 1);
      TaskResult one = Results.of(Results.file("target/" + name, "text " + name));
      put(open(ROOM, in(Duration.ofHours(-40 - i))), Digest.of(name), one);
      open(ROOM, in(Duration.ofHours(i % 2 == 0 ? -30 + i : -15 + i))).find(Digest.of(name));
    }
    long size = Files.size(action(Digest.of("m"))) + 6;
    try (ResultStore last = open(79 * size / 10, Clock.systemUTC())) {
      put(last, KEY, Results.of(first));
    }
    for (int i = 0; i < names.length(); i++) {
      assertThat(open().find(Digest.of(names.substring(i, i + 1))).isPresent())
          .as("whether %s is there", names.charAt(i))
          .isEqualTo(i % 2 == 1);
    }
    assertThat(open().find(KEY)).isPresent();
    assertThat(warnings).isEmpty();
  }

  @Test
  void whatWasUsedWithinTheHourStays() throws IOException {
    put(open(ROOM, in(Duration.ofHours(-5))), Digest.of("1"), Results.of(first));
    ResultStore reader = open();
    assertThat(reader.find(Digest.of("1"))).isPresent();
    try (ResultStore writer = open(0, Clock.systemUTC())) {
      put(writer, KEY, Results.of(second));
    }
    assertThat(reader.fetch(first, base.resolve("a"))).isTrue();
    assertThat(open().find(KEY)).isPresent();
  }

  @Test
  void whatIsUsedWhileAnotherBuildMakesRoomStays() throws IOException {
    put(open(ROOM, in(Duration.ofHours(-5))), KEY, result);
    Eviction eviction = new Eviction(store, Clock.systemUTC());
    List<Eviction.Candidate> list = eviction.list();
    assertThat(open().find(KEY)).isPresent();
    eviction.shrinkTo(0, list);
    assertThat(open().find(KEY)).isPresent();
  }

  @Test
  void aFileThatIsReadMayBeRemoved() throws IOException {
    put(open(ROOM, in(Duration.ofHours(-5))), KEY, result);
    Eviction eviction = new Eviction(store, Clock.systemUTC());
    List<Eviction.Candidate> list = eviction.list();
    eviction.shrinkTo(0, list);
    assertThat(stored()).isEmpty();
    eviction.shrinkTo(0, list);
    assertThat(open().fetch(first, base.resolve("a"))).isFalse();
    assertThat(warnings).isEmpty();
  }

  @Test
  void whatAKilledBuildLeftIsRemovedAfterAnHour() throws IOException {
    put(open(), KEY, result);
    Path old = Files.writeString(content(first).resolveSibling(".x-1.tmp"), "half");
    Path young = Files.writeString(content(first).resolveSibling(".x-2.tmp"), "half");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    try (ResultStore last = open()) {
      put(last, Digest.of("2"), result);
    }
    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void roomIsMadeOnceAnHour() throws IOException {
    Path place = content(first);
    for (int minutes : List.of(0, 50, 70)) {
      put(open(ROOM, in(Duration.ofHours(-5))), KEY, Results.of(first));
      Clock clock = in(Duration.ofMinutes(minutes));
      try (ResultStore writer = open(0, clock)) {
        put(writer, Digest.of("at " + minutes), Results.of(second));
      }
      assertThat(Files.exists(place)).as("after %s minutes", minutes).isEqualTo(minutes == 50);
    }
  }

  @Test
  void aBuildThatStoredNothingMakesNoRoom() throws IOException {
    put(open(ROOM, in(Duration.ofHours(-5))), KEY, result);
    open(0, Clock.systemUTC()).close();
    assertThat(content(first)).exists();
  }
}
