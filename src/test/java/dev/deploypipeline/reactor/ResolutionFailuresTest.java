package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.deploypipeline.prefetch.FetchFailure;
import dev.deploypipeline.prefetch.FetchFailure.Kind;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.project.DependencyResolutionResult;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.DependencyResult;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.junit.jupiter.api.Test;

class ResolutionFailuresTest {

  private static final Artifact A = new DefaultArtifact("g:a:jar:1");
  private static final Artifact B = new DefaultArtifact("g:b:jar:1");
  private static final RemoteRepository ONE =
      new RemoteRepository.Builder("one", "default", "http://one").build();
  private static final RemoteRepository TWO =
      new RemoteRepository.Builder("two", "default", "http://two").build();

  @Test
  void whatNoRepositoryHasIsOneFailure() {
    assertThat(
            ResolutionFailures.of(
                resolution(
                    result(
                        A,
                        new ArtifactNotFoundException(A, TWO),
                        new ArtifactNotFoundException(A, ONE))),
                "asked"))
        .containsExactly(
            new FetchFailure(Kind.MISSING, "g:a:jar:1", "one (http://one), two (http://two)", ""));
  }

  @Test
  void aRepositoryThatDoesNotAnswerCountsMoreThanOneThatLacksIt() {
    assertThat(
            ResolutionFailures.of(
                resolution(
                    result(
                        A,
                        new ArtifactNotFoundException(A, ONE),
                        transfer(TWO, new ConnectException("Connection refused")))),
                "asked"))
        .containsExactly(
            new FetchFailure(
                Kind.UNREACHABLE, "g:a:jar:1", "two (http://two)", "Connection refused"));
  }

  @Test
  void allArtifactsOfARequestAreTold() {
    assertThat(
            ResolutionFailures.of(
                new IllegalStateException(
                    resolution(
                        result(A, new ArtifactNotFoundException(A, ONE)),
                        result(B, transfer(ONE, new ChecksumFailureException("1", "SHA-1", "2"))))),
                "asked"))
        .extracting(FetchFailure::kind, FetchFailure::what)
        .containsExactly(tuple(Kind.MISSING, "g:a:jar:1"), tuple(Kind.DAMAGED, "g:b:jar:1"));
  }

  @Test
  void aFullDiskIsNoFaultOfTheRepository() {
    assertThat(kind(transfer(ONE, new IOException("/m2/a.jar: No space left on device"))))
        .isEqualTo(Kind.DISK_FULL);
  }

  @Test
  void anInterruptedTransferIsOneThatWasStopped() {
    assertThat(kind(transfer(ONE, new InterruptedException()))).isEqualTo(Kind.INTERRUPTED);
  }

  @Test
  void dependenciesAreToldLikeArtifacts() {
    DependencyResult result = new DependencyResult(new DependencyRequest());
    result.setArtifactResults(List.of(result(A, new ArtifactNotFoundException(A, ONE))));

    assertThat(
            ResolutionFailures.of(
                new DependencyResolutionException(result, new IOException("x")), "asked"))
        .extracting(FetchFailure::what)
        .containsExactly("g:a:jar:1");
  }

  @Test
  void anExceptionThatNamesNoArtifactIsToldWithWhatWasAskedFor() {
    assertThat(ResolutionFailures.of(new IllegalStateException("odd"), "the plugin x"))
        .containsExactly(new FetchFailure(Kind.OTHER, "the plugin x", "", "odd"));
  }

  @Test
  void aFailureThatTheResolverRemembersIsToldAsItWas() {
    ArtifactTransferException remembered =
        new ArtifactTransferException(
            A, ONE, "g:a failed during a previous attempt. Original error: Connection refused");

    assertThat(ResolutionFailures.of(resolution(result(A, remembered)), "asked"))
        .extracting(FetchFailure::detail)
        .containsExactly("Connection refused");
  }

  @Test
  void whatMavenSaysOfAProjectsDependenciesIsEnough() {
    Dependency a = new Dependency(A, "compile");
    DependencyResolutionResult result =
        (DependencyResolutionResult)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DependencyResolutionResult.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getUnresolvedDependencies" -> List.of(a);
                      case "getResolutionErrors" -> List.of(new ArtifactNotFoundException(A, ONE));
                      default -> List.of();
                    });

    assertThat(
            ResolutionFailures.of(
                new org.apache.maven.project.DependencyResolutionException(
                    result, "Could not resolve dependencies", null),
                "asked"))
        .containsExactly(new FetchFailure(Kind.MISSING, "g:a:jar:1", "one (http://one)", ""));
  }

  private static Kind kind(Exception thrown) {
    return ResolutionFailures.of(resolution(result(A, thrown)), "asked").get(0).kind();
  }

  private static ArtifactTransferException transfer(RemoteRepository from, Exception cause) {
    return new ArtifactTransferException(A, from, "could not transfer", cause);
  }

  private static ArtifactResult result(Artifact artifact, Exception... thrown) {
    ArtifactResult result = new ArtifactResult(new ArtifactRequest(artifact, List.of(), ""));
    Stream.of(thrown).forEach(result::addException);
    return result;
  }

  private static ArtifactResolutionException resolution(ArtifactResult... results) {
    return new ArtifactResolutionException(new ArrayList<>(List.of(results)));
  }
}
