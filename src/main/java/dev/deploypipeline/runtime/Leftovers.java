package dev.deploypipeline.runtime;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import dev.deploypipeline.keep.Owner;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The containers that builds left behind that were killed on this machine. */
final class Leftovers {

  private Leftovers() {}

  /**
   * Removes the containers whose owner is gone for sure, and no others. What cannot be removed is
   * told and left to the next sweep.
   *
   * @throws IOException if the engine does not answer
   */
  static void sweep(Engine engine, Owner self, Consumer<Finding> findings) throws IOException {
    List<String> removed = new ArrayList<>();
    for (Container container : containersOfThisHost(engine, self)) {
      Optional<Owner> owner = Owner.of(container.getLabels());
      if (owner.isPresent() && self.knowsIsGone(owner.get(), container.getState())) {
        String name = name(container);
        try {
          engine.remove(container.getId());
          removed.add(name);
        } catch (DockerException e) {
          findings.accept(
              new Finding(
                  Severity.WARNING,
                  "the container %s of a build that was killed cannot be removed: %s. Perhaps you should try it by hand: docker rm --force --volumes %s"
                      .formatted(name, EngineFailure.said(e), name)));
        }
      }
    }
    if (!removed.isEmpty()) {
      findings.accept(
          new Finding(
              Severity.INFO,
              "Removed what a build that was killed had left: " + String.join(", ", removed)));
    }
  }

  private static List<Container> containersOfThisHost(Engine engine, Owner self)
      throws IOException {
    return engine.ask(
        docker ->
            docker
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Owner.HOST, self.host()))
                .exec());
  }

  private static String name(Container container) {
    String[] names = container.getNames();
    return names == null || names.length == 0 ? container.getId() : names[0].replaceFirst("^/", "");
  }
}
