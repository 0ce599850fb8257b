package dev.deploypipeline.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is left of the containers when the JVM that started them is gone without a word. */
@Timeout(120)
@NeedsDocker
@EnabledOnOs(OS.LINUX)
class KilledBuildTest {

  private static final String SERVICE = "killed";

  private final LiveDocker docker = new LiveDocker();
  @TempDir private Path commands;
  private Process jvm;

  @AfterEach
  void clean() throws Exception {
    if (jvm != null) {
      jvm.destroyForcibly().waitFor();
    }
    for (String container : docker.containersOf(SERVICE)) {
      docker.engine().remove(container);
    }
    docker.close();
  }

  @Test
  void theContainersGoWithTheJvm() throws Exception {
    List<String> containers = started(System.getenv("PATH"));

    jvm.destroyForcibly().waitFor();

    docker.awaitRemoval(containers.get(0));
    assertThat(docker.containersOf(SERVICE)).isEmpty();
  }

  @Test
  void withoutTheDockerCommandCurlRemovesThem() throws Exception {
    for (String command : List.of("curl", "sleep")) {
      Path real = Path.of("/usr/bin", command);
      assumeThat(real).exists();
      Files.writeString(commands.resolve(command), "#!/bin/sh\nexec " + real + " \"$@\"\n");
      assertThat(commands.resolve(command).toFile().setExecutable(true)).isTrue();
    }
    List<String> containers = started(commands.toString());

    jvm.destroyForcibly().waitFor();

    docker.awaitRemoval(containers.get(0));
    assertThat(docker.containersOf(SERVICE)).isEmpty();
  }

  @Test
  void whatIsKilledTogetherWithItsWatchdogIsRemovedByTheNextBuild() throws Exception {
    List<String> containers = started(System.getenv("PATH"));

    jvm.descendants().forEach(ProcessHandle::destroyForcibly);
    jvm.destroyForcibly().waitFor();
    assertThat(docker.containersOf(SERVICE)).isEqualTo(containers);

    DockerServers.runtime(finding -> {}).close();
    assertThat(docker.containersOf(SERVICE)).isEmpty();
  }

  private List<String> started(String path) throws Exception {
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StartsContainersAndWaits.class.getName(),
                SERVICE)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    command.environment().putAll(Map.of("PATH", path));
    jvm = command.start();
    BufferedReader out = new BufferedReader(new InputStreamReader(jvm.getInputStream(), UTF_8));
    assertThat(out.readLine()).isEqualTo("ready");
    List<String> containers = docker.containersOf(SERVICE);
    assertThat(containers).hasSize(1);
    return containers;
  }
}
