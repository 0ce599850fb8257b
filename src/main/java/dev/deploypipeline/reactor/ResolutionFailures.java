package dev.deploypipeline.reactor;

import dev.deploypipeline.prefetch.FetchFailure;
import dev.deploypipeline.prefetch.FetchFailure.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.maven.project.DependencyResolutionResult;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.ChecksumFailureException;

/**
 * What the exceptions of Maven and its resolver say of single artifacts. One that several
 * repositories were asked for is one failure.
 */
final class ResolutionFailures {

  private static final String ORIGINAL = "Original error: ";

  private final String asked;
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<FetchFailure> failures = new ArrayList<>();

  private ResolutionFailures(String asked) {
    this.asked = asked;
  }

  /**
   * The failures of one request.
   *
   * @param asked what was asked for, where the exception names no artifact
   * @return at least one
   */
  static List<FetchFailure> of(Throwable thrown, String asked) {
    ResolutionFailures all = new ResolutionFailures(asked);
    all.walk(thrown);
    if (all.failures.isEmpty()) {
      all.failures.add(
          all.failure(asked, List.of(thrown), List.of(new Cause(all.kind(thrown), thrown))));
    }
    return all.failures;
  }

  /** An exception and what it is. */
  private record Cause(Kind kind, Throwable thrown) {}

  private void walk(Throwable thrown) {
    for (Throwable each = thrown; each != null && seen.add(each); each = each.getCause()) {
      if (each instanceof org.apache.maven.project.DependencyResolutionException ofProject) {
        // Maven 3.9 leaves the resolver's exception out.
        int before = failures.size();
        add(ofProject.getResult());
        if (failures.size() > before) {
          return;
        }
      }
      if (each instanceof ArtifactResolutionException resolution) {
        resolution.getResults().forEach(this::add);
        return;
      }
      if (each instanceof DependencyResolutionException resolution) {
        int before = failures.size();
        resolution.getResult().getArtifactResults().forEach(this::add);
        resolution.getResult().getCollectExceptions().forEach(this::walk);
        if (failures.size() > before) {
          return;
        }
      }
      if (each instanceof DependencyCollectionException collection) {
        collection.getResult().getExceptions().forEach(this::walk);
      }
    }
  }

  private void add(DependencyResolutionResult result) {
    result.getCollectionErrors().forEach(this::walk);
    for (Dependency unresolved : result.getUnresolvedDependencies()) {
      add(String.valueOf(unresolved.getArtifact()), result.getResolutionErrors(unresolved));
    }
  }

  private void add(ArtifactResult result) {
    if (!result.isResolved()) {
      add(String.valueOf(result.getRequest().getArtifact()), result.getExceptions());
    }
  }

  private void add(String artifact, List<Exception> exceptions) {
    if (exceptions.isEmpty()) {
      return;
    }
    List<Throwable> thrown = List.copyOf(exceptions);
    failures.add(
        failure(artifact, thrown, thrown.stream().map(one -> new Cause(kind(one), one)).toList()));
  }

  private FetchFailure failure(String what, List<Throwable> thrown, List<Cause> causes) {
    // That it is in no other repository says little where one did not answer.
    Cause worst =
        causes.stream()
            .filter(cause -> cause.kind() != Kind.MISSING)
            .findFirst()
            .orElse(causes.get(0));
    Set<String> where = new TreeSet<>();
    (worst.kind() == Kind.MISSING ? thrown : List.of(worst.thrown()))
        .forEach(one -> repository(one).map(ResolutionFailures::name).ifPresent(where::add));
    String detail = worst.kind() == Kind.MISSING ? "" : said(worst.thrown());
    return new FetchFailure(
        worst.kind(), what.isEmpty() ? asked : what, String.join(", ", where), detail);
  }

  private Kind kind(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    if (chain.stream().anyMatch(ResolutionFailures::isDiskFull)) {
      return Kind.DISK_FULL;
    }
    if (chain.stream()
        .anyMatch(
            one ->
                one instanceof InterruptedException || one instanceof ClosedByInterruptException)) {
      return Kind.INTERRUPTED;
    }
    if (chain.stream().anyMatch(ChecksumFailureException.class::isInstance)) {
      return Kind.DAMAGED;
    }
    if (chain.stream().anyMatch(ArtifactNotFoundException.class::isInstance)) {
      return Kind.MISSING;
    }
    return chain.stream().anyMatch(ArtifactTransferException.class::isInstance)
        ? Kind.UNREACHABLE
        : Kind.OTHER;
  }

  /** The JDK has no exception of its own for it, and passes on what the system says. */
  private static boolean isDiskFull(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
    return thrown instanceof IOException
        && (message.contains("no space left") || message.contains("disk quota exceeded"));
  }

  private static Optional<RemoteRepository> repository(Throwable thrown) {
    return chain(thrown).stream()
        .filter(ArtifactTransferException.class::isInstance)
        .map(one -> ((ArtifactTransferException) one).getRepository())
        .filter(repository -> repository != null)
        .findFirst();
  }

  private static String name(RemoteRepository repository) {
    return repository.getId() + " (" + repository.getUrl() + ")";
  }

  /** The innermost exception knows what happened, those around it whom it happened to. */
  private static String said(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    Throwable innermost = chain.get(chain.size() - 1);
    String message = String.valueOf(innermost.getMessage()).lines().findFirst().orElse("");
    // Of a failure that the resolver remembers there is only this.
    int original = message.indexOf(ORIGINAL);
    String said = original < 0 ? message : message.substring(original + ORIGINAL.length());
    return said.isBlank() || said.equals("null")
        ? innermost.getClass().getSimpleName()
        : said.strip();
  }

  private static List<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, one -> one != null, Throwable::getCause).limit(50).toList();
  }
}
