package dev.deploypipeline.runtime;

import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ProgressDetail;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells how far a pull is, now and then, and how it ended. */
final class PullProgress extends Answer<PullResponseItem> {

  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private static final Duration LONGEST_PULL = Duration.ofHours(1);
  private static final long MEGABYTE = 1_000_000;

  private final String image;
  private final LongSupplier nanos;
  private final Consumer<Finding> findings;
  private final Map<String, Long> done = new HashMap<>();
  private final Map<String, Long> sizes = new HashMap<>();
  private Optional<String> refusal = Optional.empty();
  private long told;

  /**
   * @param nanos a clock that only goes forward, in nanoseconds
   */
  PullProgress(String image, LongSupplier nanos, Consumer<Finding> findings) {
    this.image = image;
    this.nanos = nanos;
    this.findings = findings;
    this.told = nanos.getAsLong();
    tell("Pulling image " + image);
  }

  @Override
  public synchronized void onNext(PullResponseItem item) {
    if (item.getErrorDetail() != null) {
      refusal = Optional.of(String.valueOf(item.getErrorDetail().getMessage()));
      return;
    }
    ProgressDetail detail = item.getProgressDetail();
    if ("Downloading".equals(item.getStatus()) && detail != null && detail.getTotal() != null) {
      sizes.put(item.getId(), detail.getTotal());
      done.put(item.getId(), detail.getCurrent());
    } else if ("Download complete".equals(item.getStatus()) && sizes.containsKey(item.getId())) {
      done.put(item.getId(), sizes.get(item.getId()));
    }
    if (!sizes.isEmpty() && nanos.getAsLong() - told >= BETWEEN.toNanos()) {
      told = nanos.getAsLong();
      tell(
          "Pulling image %s: %d of at least %d MB"
              .formatted(image, megabytes(done), megabytes(sizes)));
    }
  }

  private static long megabytes(Map<String, Long> bytes) {
    return bytes.values().stream().mapToLong(Long::longValue).sum() / MEGABYTE;
  }

  private void tell(String message) {
    findings.accept(new Finding(Severity.INFO, message));
  }

  /**
   * Waits for the end of the pull.
   *
   * @throws RuntimeException with the engine's words if the image could not be pulled
   */
  void await() throws InterruptedException {
    if (!await(LONGEST_PULL)) {
      throw new DockerClientException("it is not there after " + LONGEST_PULL.toHours() + " h");
    }
    Optional<Throwable> problem = problem();
    if (problem.isPresent()) {
      throw new DockerClientException(EngineFailure.said(problem.get()), problem.get());
    }
    synchronized (this) {
      if (refusal.isPresent()) {
        throw new DockerClientException(refusal.get());
      }
    }
  }
}
