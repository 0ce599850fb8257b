package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryCacheTest {

  @TempDir private Path root;

  @Test
  void whatIsThereIsNotUnpackedAgain() throws Exception {
    BinaryCache cache = new BinaryCache(root);
    cache.directory("tool", directory -> Files.writeString(directory.resolve("file"), "first"));
    Path again =
        cache.directory(
            "tool",
            directory -> {
              throw new AssertionError("unpacked twice");
            });
    assertThat(again.resolve("file")).hasContent("first");
  }

  @Test
  void theFirstOfTwoBuildsWinsAndTheOtherCopyIsThrownAway() throws Exception {
    BinaryCache cache = new BinaryCache(root);
    Path winner =
        cache.directory(
            "tool",
            slow -> {
              // another build finishes while this one is still unpacking
              new BinaryCache(root)
                  .directory("tool", fast -> Files.writeString(fast.resolve("file"), "fast"));
              Files.writeString(slow.resolve("file"), "slow");
            });
    assertThat(winner.resolve("file")).hasContent("fast");
    assertThat(root).isDirectoryContaining(file -> file.equals(winner));
    try (var files = Files.list(root)) {
      assertThat(files).containsExactly(winner);
    }
  }

  @Test
  void aFailedUnpackingLeavesNothing() throws Exception {
    assertThatThrownBy(
            () ->
                new BinaryCache(root)
                    .directory(
                        "tool",
                        directory -> {
                          Files.writeString(directory.resolve("half"), "x");
                          throw new IOException("disk full");
                        }))
        .hasMessage("disk full");
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void theDefaultIsTheCacheDirectoryOfTheUser() {
    assertThat(EmbeddedServers.defaultCache(Map.of(), Path.of("/home/me")))
        .isEqualTo(Path.of("/home/me/.cache/deploy-pipeline"));
    assertThat(EmbeddedServers.defaultCache(Map.of("XDG_CACHE_HOME", "/c"), Path.of("/home/me")))
        .isEqualTo(Path.of("/c/deploy-pipeline"));
    assertThat(EmbeddedServers.defaultCache(Map.of("XDG_CACHE_HOME", "c"), Path.of("/home/me")))
        .as("a relative one is to be ignored, says its specification")
        .isEqualTo(Path.of("/home/me/.cache/deploy-pipeline"));
  }

  @Test
  void platformsAreSpelledAsThePublishersDo() throws Exception {
    assertThat(Platform.of("Linux", "amd64", false).postgresClassifier()).isEqualTo("linux-amd64");
    assertThat(Platform.of("Linux", "aarch64", true).postgresClassifier())
        .isEqualTo("linux-arm64v8-alpine");
    assertThat(Platform.of("Mac OS X", "aarch64", false).postgresClassifier())
        .isEqualTo("darwin-arm64v8");
    assertThat(Platform.of("Mac OS X", "x86_64", false).redisSuffix()).isEqualTo("darwin-amd64");
    assertThatThrownBy(() -> Platform.of("Windows 11", "amd64", false))
        .hasMessageContaining("Windows 11 on amd64")
        .hasMessageContaining("Perhaps");
  }
}
