package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import org.junit.jupiter.api.Test;

/** The engine's own words, as engines say them, and the step to take next. */
class EngineFailureTest {

  @Test
  void aRegistryThatRefusesIsNamed() {
    assertThat(
            EngineFailure.ofPull(
                "registry.shop.example/db:1",
                new InternalServerErrorException(
                    "{\"message\":\"Head \\\"https://registry.shop.example/v2/db/manifests/1\\\": no basic auth credentials\"}")))
        .hasMessage(
            "the image 'registry.shop.example/db:1' cannot be pulled:"
                + " Head \"https://registry.shop.example/v2/db/manifests/1\": no basic auth credentials."
                + " Perhaps you should check the name, or log in to the registry:"
                + " docker login registry.shop.example");
  }

  @Test
  void anImageThatDockerHubDoesNotKnowMayBeOneToLogInFor() {
    assertThat(
            EngineFailure.ofPull(
                "shop/db:1",
                new NotFoundException(
                    "{\"message\":\"pull access denied for shop/db, repository does not exist or may require 'docker login': denied\"}\n")))
        .hasMessageEndingWith("or log in to the registry: docker login");
  }

  @Test
  void aTagThatDoesNotExistIsToBeChecked() {
    assertThat(
            EngineFailure.ofPull(
                "postgres:99",
                new NotFoundException(
                    "{\"message\":\"manifest for postgres:99 not found: manifest unknown: manifest unknown\"}")))
        .hasMessageContaining("manifest for postgres:99 not found")
        .hasMessageContaining("Perhaps you should check the name and the tag");
  }

  @Test
  void aRegistryThatIsNotReachedIsTheEnginesMatter() {
    assertThat(
            EngineFailure.ofPull(
                "postgres:15",
                new InternalServerErrorException(
                    "{\"message\":\"Get \\\"https://registry/v2/\\\": dial tcp: lookup registry: no such host\"}")))
        .hasMessageContaining("no such host")
        .hasMessageEndingWith(
            "check that the engine reaches the registry (network, proxy, mirror): docker pull postgres:15");
  }

  @Test
  void aFullDiskIsToBeCleaned() {
    assertThat(
            EngineFailure.ofContainer(
                "postgres:15",
                new DockerException("{\"message\":\"mkdir /x: no space left on device\"}", 500)))
        .hasMessage(
            "the Docker engine refuses to run the image 'postgres:15': mkdir /x: no space left on device."
                + " Perhaps you should make room on the engine's disk: docker system prune");
  }
}
