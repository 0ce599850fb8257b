package dev.deploypipeline.keep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who gets which server. The keepers are real processes; {@code cat} stands for the server. */
@Timeout(60)
class KeptDirectoryTest {

  private static final Duration LONG = Duration.ofMinutes(30);

  @TempDir private Path temp;
  private final List<String> refused = new ArrayList<>();
  private Path root;
  private Path project;
  private KeptDirectory kept;
  private Process build;

  @BeforeEach
  void begin() throws IOException {
    root = temp.resolve("cache/kept");
    project = Files.createDirectory(temp.resolve("project"));
    kept = KeptDirectory.of(root, project);
  }

  @AfterEach
  void end() throws Exception {
    if (build != null) {
      build.destroyForcibly().waitFor();
    }
    kept.stop(true);
    assertThat(root)
        .satisfiesAnyOf(
            none -> assertThat(none).doesNotExist(), left -> assertThat(left).isEmptyDirectory());
  }

  @Test
  void aReleasedServerIsClaimedAndOneInUseIsNot() throws Exception {
    Claim claim = complete("db");
    assertThat(claim()).isEmpty();
    claim.release(LONG);
    Claim again = claim().orElseThrow();
    assertThat(again.id()).isEqualTo(claim.id());
    assertThat(again.isKept()).isTrue();
    assertThat(claim()).isEmpty();
    again.stop();
    assertThat(claim()).isEmpty();
  }

  @Test
  void anotherProjectDoesNotGetIt() throws Exception {
    complete("db").release(LONG);
    KeptDirectory other = KeptDirectory.of(root, Files.createDirectory(temp.resolve("other")));
    assertThat(other.claim(any -> true, refused::add)).isEmpty();
    assertThat(other.list(false)).isEmpty();
    assertThat(other.list(true)).hasSize(1);
    assertThat(other.stop(false).stopped()).isEmpty();
    assertThat(kept.list(false)).hasSize(1);
  }

  @Test
  void anotherBuildsServerIsNeitherClaimedNorStoppedNorSwept() throws Exception {
    startBuild(true);
    kept.sweep(Assertions::fail);
    assertThat(claim()).isEmpty();
    KeptDirectory.Stopped result = kept.stop(false);
    assertThat(result.stopped()).isEmpty();
    assertThat(result.inUse())
        .singleElement()
        .satisfies(one -> assertThat(one.user()).contains(build.pid()))
        .satisfies(one -> assertThat(one.holders()).containsExactly("it:shop:test"));
    assertThat(keeper().isAlive()).isTrue();
  }

  @Test
  void theServerOfAKilledBuildIsTheNextOnesToClaim() throws Exception {
    startBuild(true);
    build.destroyForcibly().waitFor();
    assertThat(kept.list(false)).singleElement().satisfies(one -> assertThat(one.user()).isEmpty());
    Claim claim = claim().orElseThrow();
    assertThat(claim.record()).contains(KeptRecords.of("db"));
    assertThat(claim.formerHolders()).containsExactly("it:shop:test");
    claim.stop();
  }

  @Test
  void aHalfStartedServerGoesWithItsKilledBuild() throws Exception {
    startBuild(false);
    ProcessHandle keeper = keeper();
    List<ProcessHandle> below = keeper.descendants().toList();
    assertThat(below).isNotEmpty();
    build.destroyForcibly().waitFor();
    awaitEnd(keeper);
    assertThat(below).noneMatch(ProcessHandle::isAlive);
    assertThat(entries()).isEmpty();
  }

  @Test
  void aSpoiledServerGoesWithItsKilledBuildToo() throws Exception {
    Claim claim = complete("cache");
    claim.spoil();
    ProcessHandle keeper = keeper();
    claim.leave(); // what the system does for a process that is killed
    awaitEnd(keeper);
    assertThat(entries()).isEmpty();
  }

  @Test
  void aServerThatWasIdleForTooLongIsStoppedByItsKeeper() throws Exception {
    Claim claim = complete("db");
    ProcessHandle keeper = keeper();
    List<ProcessHandle> below = keeper.descendants().toList();
    claim.release(Duration.ofMillis(1));
    awaitEnd(keeper);
    assertThat(below).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    assertThat(entries()).isEmpty();
  }

  @Test
  void theServerGoesWithAKilledKeeperAndTheNextBuildSweepsTheRest() throws Exception {
    complete("db").release(LONG);
    ProcessHandle keeper = keeper();
    List<ProcessHandle> below = keeper.descendants().toList();
    keeper.destroyForcibly();
    awaitEnd(keeper);
    for (ProcessHandle process : below) {
      awaitEnd(process);
    }
    assertThat(kept.list(false)).isEmpty();
    assertThat(entries()).hasSize(1);
    KeptDirectory.of(root, temp).sweep(Assertions::fail);
    assertThat(entries()).isEmpty();
  }

  @Test
  void aRemovalThatWasKilledHalfwayIsCompleted() throws Exception {
    complete("db").release(LONG);
    ProcessHandle keeper = keeper();
    keeper.destroyForcibly();
    awaitEnd(keeper);
    Files.delete(entries().get(0).resolve("lock"));
    kept.sweep(Assertions::fail);
    assertThat(entries()).isEmpty();
  }

  @Test
  void aSweepSparesServersThatAreKept() throws Exception {
    complete("db").release(LONG);
    kept.sweep(Assertions::fail);
    assertThat(kept.list(false)).hasSize(1);
  }

  @Test
  void whatNobodyCompletedIsSweptOnceItIsOld() throws Exception {
    PrivateFiles.makeDirectory(root);
    Path young = Files.createDirectory(root.resolve(".new-1"));
    Path old = Files.createDirectory(root.resolve(".new-2"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
    kept.sweep(Assertions::fail);
    assertThat(old).doesNotExist();
    assertThat(young).exists();
    Files.delete(young);
  }

  @Test
  void aRecordOfAnotherVersionIsLeftAloneWithAReason() throws Exception {
    complete("db").release(LONG);
    PrivateFiles.write(entries().get(0).resolve("server"), "format=7\n");
    assertThat(claim()).isEmpty();
    assertThat(refused)
        .singleElement()
        .asString()
        .contains("is in format 7, and this version knows 1, so the server is left alone")
        .contains("pool-stop");
    assertThat(keeper().isAlive()).isTrue();
  }

  @Test
  void aHalfWrittenRecordIsNotUsed() throws Exception {
    complete("db").release(LONG);
    PrivateFiles.write(entries().get(0).resolve("server"), "format=1\nident");
    assertThat(claim()).isEmpty();
    assertThat(refused).singleElement().asString().contains("is damaged");
  }

  @Test
  void aRecordThatOthersCanReadIsNotUsed() throws Exception {
    complete("db").release(LONG);
    Files.setPosixFilePermissions(
        entries().get(0).resolve("server"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(claim()).isEmpty();
    assertThat(refused).singleElement().asString().contains("can be reached by other users");
  }

  @Test
  void aDirectoryThatOthersCanReadIsRefused() throws Exception {
    PrivateFiles.makeDirectory(root);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> kept.create(LONG)).hasMessageContaining("chmod 700 " + root);
    assertThatThrownBy(() -> kept.list(false)).hasMessageContaining("chmod 700 " + root);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void everyFileIsItsUsersAlone() throws Exception {
    complete("db").release(LONG);
    try (Stream<Path> files = Files.list(entries().get(0))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("server", "lock", "keeper", "limit");
    }
    assertThat(permissions(root)).isEqualTo("rwx------");
    assertThat(permissions(entries().get(0))).isEqualTo("rwx------");
    assertThat(permissions(entries().get(0).resolve("server"))).isEqualTo("rw-------");
  }

  @Test
  void aCommandThatEndsAtOnceLeavesWhatItSaid() throws Exception {
    Claim claim = kept.create(LONG);
    claim.launch(List.of(), List.of("/bin/sh", "-c", "echo no disk; exit 3"));
    Optional<ProcessHandle> keeper = claim.keeper().process();
    if (keeper.isPresent()) {
      awaitEnd(keeper.get());
    }
    assertThat(claim.isKept()).isFalse();
    assertThat(claim.said()).isEqualTo("no disk");
    claim.stop();
  }

  private Claim complete(String service) throws IOException {
    Claim claim = kept.create(LONG);
    claim.launch(List.of(), List.of("cat"));
    claim.write(KeptRecords.of(service));
    return claim;
  }

  private Optional<Claim> claim() throws IOException {
    return kept.claim(any -> true, refused::add);
  }

  private void startBuild(boolean complete) throws IOException {
    build =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ClaimsAndWaits.class.getName(),
                root.toString(),
                project.toString(),
                Boolean.toString(complete))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = new BufferedReader(new InputStreamReader(build.getInputStream(), UTF_8));
    assertThat(out.readLine()).isEqualTo("ready");
  }

  private ProcessHandle keeper() throws IOException {
    return new Entry(entries().get(0)).keeperOwner().orElseThrow().process().orElseThrow();
  }

  private static void awaitEnd(ProcessHandle process) throws Exception {
    process.onExit().get(30, TimeUnit.SECONDS);
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> directories = Files.list(root)) {
      return directories.toList();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
