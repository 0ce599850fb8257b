package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.keep.Owner;
import dev.deploypipeline.model.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which containers a new build removes. */
@Timeout(120)
@NeedsDocker
class LeftoversTest {

  private static final String SERVICE = "leftover";

  private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();
  private final LiveDocker docker = new LiveDocker();

  @AfterEach
  void clean() throws Exception {
    for (String container : docker.containersOf(SERVICE)) {
      docker.engine().remove(container);
    }
    docker.close();
  }

  @Test
  void theContainersOfADeadProcessAreRemovedAndThoseOfALivingOneStay() throws Exception {
    Owner self = Owner.ofThisProcess();
    Process dead = new ProcessBuilder("cat").start();
    Process living = new ProcessBuilder("cat").start();
    String orphan = container(ownerOf(dead));
    String guarded = container(ownerOf(living));
    String ours = container(self);
    dead.destroyForcibly().onExit().join();
    assertThat(docker.containersOf(SERVICE)).contains(orphan);

    DockerServers.runtime(findings::add).close();

    assertThat(docker.containersOf(SERVICE)).containsExactlyInAnyOrder(guarded, ours);
    living.destroyForcibly().onExit().join();
    assertThat(findings)
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .startsWith("Removed what a build that was killed had left: deploy-pipeline-leftover-");
  }

  @Test
  void aProcessOfTheSameNumberThatStartedLaterIsNotTheOwner() throws Exception {
    Owner self = Owner.ofThisProcess();
    container(new Owner(self.host(), self.boot(), self.pid(), self.start() + "0"));
    DockerServers.runtime(findings::add).close();
    assertThat(docker.containersOf(SERVICE)).isEmpty();
  }

  @Test
  void whatOtherMachinesStartedIsNeverTouched() throws Exception {
    Owner self = Owner.ofThisProcess();
    String remote = container(new Owner("elsewhere-0", self.boot(), 1, "1"));
    String copy = container(new Owner(self.host(), "before the restart", 1, "1"));
    DockerServers.runtime(findings::add).close();
    assertThat(docker.containersOf(SERVICE)).containsExactlyInAnyOrder(remote, copy);
    assertThat(findings).isEmpty();
  }

  @Test
  void whatWasLeftBeforeTheMachineRestartedIsRemoved() throws Exception {
    Owner self = Owner.ofThisProcess();
    docker.kill(container(new Owner(self.host(), "before the restart", 1, "1")));
    DockerServers.runtime(findings::add).close();
    assertThat(docker.containersOf(SERVICE)).isEmpty();
  }

  private static Owner ownerOf(Process process) throws Exception {
    return Owner.ofProcess(process.pid());
  }

  private String container(Owner owner) throws Exception {
    List<String> before = docker.containersOf(SERVICE);
    String name = "deploy-pipeline-leftover-" + Long.toHexString(System.nanoTime());
    Map<String, String> labels = new LinkedHashMap<>(owner.labels());
    labels.put(LiveDocker.SERVICE, SERVICE);
    docker
        .engine()
        .tell(
            client -> {
              client.createContainerCmd("redis:7").withName(name).withLabels(labels).exec();
              return client.startContainerCmd(name).exec();
            });
    return docker.containersOf(SERVICE).stream()
        .filter(id -> !before.contains(id))
        .findFirst()
        .orElseThrow();
  }
}
