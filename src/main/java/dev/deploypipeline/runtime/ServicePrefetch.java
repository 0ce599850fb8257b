package dev.deploypipeline.runtime;

import dev.deploypipeline.config.Provider;
import dev.deploypipeline.config.ServiceKind;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Fetches what services need to start, and starts none of them. */
public final class ServicePrefetch {

  private static final int PULLS_AT_ONCE = 4;

  /** Finds the Docker engine. */
  @FunctionalInterface
  interface Docker {
    Engine find() throws IOException;
  }

  private final BinaryArtifacts artifacts;
  private final Docker docker;
  private final Consumer<Finding> findings;

  ServicePrefetch(BinaryArtifacts artifacts, Docker docker, Consumer<Finding> findings) {
    this.artifacts = artifacts;
    this.docker = docker;
    this.findings = findings;
  }

  /**
   * For this machine.
   *
   * @param artifacts where the binaries of embedded servers come from
   * @param findings told of pulls and of what is left out, from any thread
   */
  public static ServicePrefetch ofThisMachine(
      BinaryArtifacts artifacts, Consumer<Finding> findings) {
    return new ServicePrefetch(artifacts, () -> EngineFinder.ofThisMachine().find(), findings);
  }

  /** What could not be had, and why. */
  public record Failure(String what, String reason) {}

  /**
   * Pulls the images of the services that will run as containers, and fetches the binaries of those
   * that will run embedded: the choice is that of a build. Where no engine answers, one line says
   * that no image is pulled.
   *
   * @param images more images to pull, where an engine answers
   * @return what could not be had
   * @throws InterruptedException if the caller no longer wants it
   */
  public List<Failure> fetch(List<ServiceSettings> services, Collection<String> images)
      throws InterruptedException {
    boolean wantsEngine =
        !images.isEmpty()
            || services.stream().anyMatch(service -> service.provider() != Provider.EMBEDDED);
    if (!wantsEngine) {
      return embedded(services);
    }
    try (Engine engine = docker.find()) {
      Set<String> wanted = new LinkedHashSet<>();
      services.stream()
          .filter(service -> service.provider() != Provider.EMBEDDED)
          .forEach(service -> wanted.add(service.image()));
      wanted.addAll(images);
      List<Failure> failures = new ArrayList<>(pull(engine, wanted));
      failures.addAll(
          embedded(
              services.stream()
                  .filter(service -> service.provider() == Provider.EMBEDDED)
                  .toList()));
      return failures;
    } catch (IOException e) {
      findings.accept(new Finding(Severity.INFO, "No image is pulled: " + e.getMessage()));
      return embedded(
          services.stream()
              .filter(service -> service.provider() != Provider.DOCKER)
              .filter(service -> service.kind() != ServiceKind.OTHER)
              .toList());
    }
  }

  private List<Failure> pull(Engine engine, Set<String> wanted) throws InterruptedException {
    Images images = new Images(engine, findings);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            PULLS_AT_ONCE,
            task -> {
              Thread thread = new Thread(task, "deploy-pipeline-prefetch-images");
              thread.setDaemon(true);
              return thread;
            });
    try {
      Map<String, CompletableFuture<String>> pulls = new LinkedHashMap<>();
      wanted.forEach(
          image ->
              pulls.put(
                  image, CompletableFuture.supplyAsync(() -> obtain(images, image), threads)));
      List<Failure> failures = new ArrayList<>();
      for (Map.Entry<String, CompletableFuture<String>> pull : pulls.entrySet()) {
        try {
          pull.getValue().get();
        } catch (ExecutionException e) {
          failures.add(new Failure("image " + pull.getKey(), e.getCause().getMessage()));
        }
      }
      return failures;
    } finally {
      threads.shutdownNow();
    }
  }

  private static String obtain(Images images, String image) {
    try {
      return images.obtain(image);
    } catch (IOException e) {
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  private List<Failure> embedded(List<ServiceSettings> services) {
    List<Failure> failures = new ArrayList<>();
    for (ServiceSettings service : services) {
      try {
        switch (service.kind()) {
          case POSTGRES ->
              PostgresLauncher.fetch(
                  artifacts,
                  Platform.current(),
                  // The server itself warns when it starts.
                  PostgresLauncher.release(service, warning -> {}));
          case REDIS -> RedisLauncher.fetch(artifacts);
          case OTHER -> {
            // There is none, which the service says when it starts.
          }
        }
      } catch (IOException e) {
        failures.add(new Failure("embedded server of service " + service.name(), e.getMessage()));
      }
    }
    return failures;
  }
}
