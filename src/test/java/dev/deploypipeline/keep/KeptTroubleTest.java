package dev.deploypipeline.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of kept servers that cannot be read or written; a directory in their place sees to it. */
@Timeout(60)
class KeptTroubleTest {

  private static final Duration LONG = Duration.ofMinutes(30);

  @TempDir private Path temp;
  private final List<String> warnings = new ArrayList<>();
  private Path root;
  private KeptDirectory kept;

  @BeforeEach
  void begin() throws IOException {
    root = temp.resolve("kept");
    kept = KeptDirectory.of(root, temp);
  }

  @Test
  void whatCannotBeSweptIsToldAndDoesNotSpareTheOthers() throws Exception {
    Claim stuck = stuck();
    Claim dead = kept.create(LONG);
    dead.leave();
    KeptDirectory.of(root, Files.createDirectory(temp.resolve("other"))).sweep(warnings::add);
    assertThat(root.resolve(dead.id())).doesNotExist();
    assertThat(warnings).singleElement().asString().contains(stuck.id());
  }

  @Test
  void whatCannotBeStoppedIsToldAndDoesNotSpareTheOthers() throws Exception {
    Claim stuck = stuck();
    Claim dead = kept.create(LONG);
    dead.leave();
    KeptDirectory.Stopped result = kept.stop(false);
    assertThat(root.resolve(dead.id())).doesNotExist();
    assertThat(result.problems()).singleElement().asString().contains(stuck.id());
    assertThat(result.inUse()).isEmpty();
  }

  @Test
  void aServerIsReleasedEvenIfItsLimitCannotBeWrittenDown() throws Exception {
    Claim claim = kept.create(LONG);
    claim.write(KeptRecords.of("db"));
    Path limit = root.resolve(claim.id()).resolve("limit");
    Files.delete(limit);
    Files.createDirectories(limit.resolve("in the way"));
    assertThatThrownBy(() -> claim.release(LONG)).isInstanceOf(IOException.class);
    assertThat(kept.claim(any -> true, warnings::add)).isPresent();
  }

  @Test
  void aKeeperStaysEvenIfItCannotWriteDownWhatRunsBelowIt() throws Exception {
    Claim claim = kept.create(LONG);
    Files.createDirectories(root.resolve(claim.id()).resolve("processes/in the way"));
    claim.launch(List.of(), List.of("cat"));
    claim.write(KeptRecords.of("db"));
    ProcessHandle keeper = claim.keeper().process().orElseThrow();
    claim.release(Duration.ofMillis(1));
    keeper.onExit().get(30, TimeUnit.SECONDS);
    assertThat(root).as("ended by itself, when its time was over").isEmptyDirectory();
  }

  @Test
  void aProcessOfAnotherStartOfTheMachineIsAnotherOne() throws Exception {
    Owner self = Owner.ofThisProcess();
    assertThat(self.process()).isPresent();
    assertThat(new Owner(self.host(), "earlier", self.pid(), self.start()).process()).isEmpty();
    assertThat(new Owner("elsewhere", self.boot(), self.pid(), self.start()).process()).isEmpty();
  }

  /** A server that is neither known to be alive nor to be dead. */
  private Claim stuck() throws IOException {
    Claim stuck = kept.create(LONG);
    stuck.leave();
    Files.createDirectories(root.resolve(stuck.id()).resolve("keeper/in the way"));
    return stuck;
  }
}
