package dev.deploypipeline.runtime;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.deploypipeline.model.Finding;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/**
 * The images of an engine, pulled where they are missing: several at once, and each once however
 * many ask for it. Credentials come from where Testcontainers looks for them: {@code
 * DOCKER_AUTH_CONFIG}, {@code ~/.docker/config.json} and its helpers. So do other names: a registry
 * that stands in for Docker Hub is set with {@code TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX}.
 */
final class Images {

  private final Engine engine;
  private final Consumer<Finding> findings;
  private final Map<String, CompletableFuture<Void>> pulls = new ConcurrentHashMap<>();

  Images(Engine engine, Consumer<Finding> findings) {
    this.engine = engine;
    this.findings = findings;
  }

  /**
   * Makes sure that an image is there.
   *
   * @param image as the user wrote it, with a tag, a digest or neither
   * @return its name for the engine
   * @throws IOException if it cannot be had; the message names it and says what to do
   * @throws InterruptedException if the caller no longer wants it. A pull that began goes on, for
   *     others who want it, until the engine is closed
   */
  String obtain(String image) throws IOException, InterruptedException {
    DockerImageName name =
        ImageNameSubstitutor.instance().apply(DockerImageName.parse(withoutTagOfDigest(image)));
    String full = name.asCanonicalNameString();
    if (!isPresent(full)) {
      await(full, pulls.computeIfAbsent(full, missing -> engine.inBackground(() -> pull(name))));
    }
    return full;
  }

  /**
   * What an image is, however it is named.
   *
   * @param image one that was obtained
   * @return its id, a hash of its content
   */
  static String id(Engine engine, String image) throws IOException {
    try {
      return engine.ask(docker -> docker.inspectImageCmd(image).exec()).getId();
    } catch (DockerException e) {
      throw EngineFailure.ofContainer(image, e);
    }
  }

  /** A digest says all; an engine that gets both would not find the image by name and digest. */
  private static String withoutTagOfDigest(String image) {
    return image.replaceFirst(":[^:/@]+(?=@sha256:)", "");
  }

  private boolean isPresent(String image) throws IOException {
    try {
      engine.ask(docker -> docker.inspectImageCmd(image).exec());
      return true;
    } catch (NotFoundException e) {
      return false;
    } catch (DockerException e) {
      throw EngineFailure.ofPull(image, e);
    }
  }

  private void await(String image, CompletableFuture<Void> pull)
      throws IOException, InterruptedException {
    try {
      pull.get();
    } catch (ExecutionException e) {
      throw EngineFailure.ofPull(image, e.getCause());
    } finally {
      if (pull.isDone()) {
        pulls.remove(image, pull); // so that a failed one is tried again by the next who asks
      }
    }
  }

  private void pull(DockerImageName name) {
    try (PullProgress progress =
        new PullProgress(name.asCanonicalNameString(), System::nanoTime, findings)) {
      engine.stream(
          docker ->
              docker
                  .pullImageCmd(name.getUnversionedPart())
                  .withTag(name.getVersionPart())
                  .exec(progress));
      progress.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the pull was given up", e);
    }
  }
}
