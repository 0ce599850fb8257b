package dev.deploypipeline.runtime;

import dev.deploypipeline.config.Readiness;
import java.io.IOException;
import java.util.Optional;

/** That a command in the container ends with status 0. */
final class CommandCheck implements ReadinessCheck {

  private final DockerContainer container;
  private final Readiness.Command command;
  private String outcome = "was not run";

  CommandCheck(DockerContainer container, Readiness.Command command) {
    this.container = container;
    this.command = command;
  }

  @Override
  public boolean met() throws IOException, InterruptedException {
    Optional<DockerContainer.Exit> exit = container.run(command.words());
    outcome =
        exit.map(end -> "ended with status " + end.status() + " and said: " + end.output())
            .orElse("did not end");
    return exit.isPresent() && exit.get().status() == 0;
  }

  @Override
  public String shortfall() {
    return "'" + String.join(" ", command.words()) + "' " + outcome;
  }
}
