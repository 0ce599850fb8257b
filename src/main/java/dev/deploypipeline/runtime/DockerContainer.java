package dev.deploypipeline.runtime;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A container of ours. Its name is chosen before it is made, so that it can be removed even where
 * the answer that it was made did not arrive.
 *
 * @param engine where it is
 * @param name its name
 * @param image its image, for messages
 */
record DockerContainer(Engine engine, String name, String image) {

  private static final Duration EXEC_LIMIT = Duration.ofSeconds(20);
  private static final int NOT_RUN = 126;

  /**
   * Creates and starts it.
   *
   * @throws IOException if the engine refuses or does not answer; it may be there still
   */
  void start(ContainerPlan plan, Map<String, String> labels) throws IOException {
    List<ExposedPort> exposed = plan.ports().stream().map(ExposedPort::tcp).toList();
    Binding anyPort = Binding.bindIp(engine.address().bind());
    List<PortBinding> bindings =
        exposed.stream().map(port -> new PortBinding(anyPort, port)).toList();
    List<String> environment =
        plan.environment().entrySet().stream()
            .map(variable -> variable.getKey() + "=" + variable.getValue())
            .toList();
    try {
      engine.tell(
          docker -> {
            var create =
                docker
                    .createContainerCmd(image)
                    .withName(name)
                    .withLabels(labels)
                    .withEnv(environment)
                    .withExposedPorts(exposed)
                    .withHostConfig(HostConfig.newHostConfig().withPortBindings(bindings));
            if (!plan.command().isEmpty()) {
              create.withCmd(plan.command());
            }
            create.exec();
            return docker.startContainerCmd(name).exec();
          });
    } catch (DockerException e) {
      throw EngineFailure.ofContainer(image, e);
    }
  }

  /**
   * The published ports by the port in the container; empty as long as not all are published.
   *
   * @throws IOException if it ended, or the engine does not answer
   */
  Optional<Map<Integer, Integer>> published(List<Integer> ports) throws IOException {
    InspectContainerResponse found = inspect();
    Map<Integer, Integer> published = new LinkedHashMap<>();
    for (int port : ports) {
      Binding[] bindings =
          found.getNetworkSettings().getPorts().getBindings().get(ExposedPort.tcp(port));
      mainBinding(bindings).ifPresent(spec -> published.put(port, Integer.valueOf(spec)));
    }
    return published.size() == ports.size() ? Optional.of(published) : Optional.empty();
  }

  /** Of an engine that publishes on IPv4 and IPv6 the former, in case the ports differ. */
  private static Optional<String> mainBinding(Binding[] bindings) {
    for (Binding binding : bindings == null ? new Binding[0] : bindings) {
      boolean ipv6 = binding.getHostIp() != null && binding.getHostIp().contains(":");
      if (!ipv6 && binding.getHostPortSpec() != null) {
        return Optional.of(binding.getHostPortSpec());
      }
    }
    return Optional.empty();
  }

  /**
   * Why it does not run any more; empty as long as it does.
   *
   * @throws IOException if the engine does not answer
   */
  Optional<String> end() throws IOException {
    ContainerState state = inspect().getState();
    if (Boolean.TRUE.equals(state.getRunning())) {
      return Optional.empty();
    }
    String memory = Boolean.TRUE.equals(state.getOOMKilled()) ? ", killed for want of memory" : "";
    return Optional.of("ended with exit code " + state.getExitCodeLong() + memory);
  }

  private InspectContainerResponse inspect() throws IOException {
    try {
      return engine.ask(docker -> docker.inspectContainerCmd(name).exec());
    } catch (DockerException e) {
      throw EngineFailure.ofContainer(image, e);
    }
  }

  /**
   * Whether the engine says within a limit that it does not run, or is paused. Never throws; an
   * engine that says nothing does not say that.
   */
  boolean isKnownNotToRun(Duration limit) {
    try {
      ContainerState state =
          engine.send(docker -> docker.inspectContainerCmd(name).exec(), limit).getState();
      return !Boolean.TRUE.equals(state.getRunning()) || Boolean.TRUE.equals(state.getPaused());
    } catch (NotFoundException e) {
      return true;
    } catch (IOException | DockerException e) {
      return false; // it may run: whoever asks looks at its port as well
    }
  }

  /** Follows its output, from the beginning; the caller closes it. */
  ContainerLog follow(Pattern wanted) {
    ContainerLog log = new ContainerLog(wanted);
    engine.stream(
        docker ->
            docker
                .logContainerCmd(name)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .exec(log));
    return log;
  }

  /** How a command in the container ended. */
  record Exit(int status, String output) {
    /** Whether the image has no such command, rather than one that fails. */
    boolean wasNotRun() {
      return status == NOT_RUN || status == 127;
    }
  }

  /**
   * Runs a command in it.
   *
   * @return how it ended; empty if it did not end in time, or the container is not running
   * @throws IOException if the engine does not answer
   */
  Optional<Exit> run(List<String> words) throws IOException, InterruptedException {
    try (ContainerLog output = new ContainerLog(Pattern.compile("$^"))) {
      String exec =
          engine
              .tell(
                  docker ->
                      docker
                          .execCreateCmd(name)
                          .withCmd(words.toArray(String[]::new))
                          .withAttachStdout(true)
                          .withAttachStderr(true)
                          .exec())
              .getId();
      engine.stream(docker -> docker.execStartCmd(exec).exec(output));
      if (!output.await(EXEC_LIMIT)) {
        return Optional.empty();
      }
      if (output.problem().isPresent()) {
        // How newer engines refuse a command that is not there.
        return Optional.of(new Exit(NOT_RUN, EngineFailure.said(output.problem().get())));
      }
      Long status = engine.ask(docker -> docker.inspectExecCmd(exec).exec()).getExitCodeLong();
      return status == null
          ? Optional.empty()
          : Optional.of(new Exit(status.intValue(), output.end()));
    } catch (ConflictException e) {
      return Optional.empty(); // not running (any more), which the caller finds out for itself
    } catch (DockerException e) {
      return Optional.of(new Exit(NOT_RUN, EngineFailure.said(e)));
    }
  }

  /**
   * Removes it with its volumes; see {@link Engine#remove}.
   *
   * @throws IOException if it may be there still; the message names it and says what to do
   */
  void remove() throws IOException {
    try {
      engine.remove(name);
    } catch (IOException | DockerException e) {
      throw new IOException(
          "the container %s may be left: %s. Perhaps you should remove it: docker rm --force --volumes %s"
              .formatted(name, EngineFailure.said(e), name),
          e);
    }
  }
}
