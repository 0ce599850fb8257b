package dev.deploypipeline.runtime;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A Docker engine that answered once. Safe for use by many threads.
 *
 * <p>Requests run on threads of its own and are waited for whatever happens to the caller: an
 * interrupt in the middle of a request would leave it unknown whether the engine carried it out,
 * and with it a container that nobody knows of.
 */
final class Engine implements AutoCloseable {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
  private static final Duration REMOVAL_LIMIT = Duration.ofSeconds(10);
  private static final int TRIES = 3;

  private final DockerClient client;
  private final EngineAddress address;
  private final ExecutorService threads;

  Engine(DockerClient client, EngineAddress address) {
    this.client = client;
    this.address = address;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread =
                  new Thread(task, "deploy-pipeline-docker-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  EngineAddress address() {
    return address;
  }

  /**
   * Sends a request that can be sent again without harm, and does so where no answer came, as after
   * a restart of the engine.
   *
   * @throws DockerException if the engine answers with an error
   * @throws IOException if it does not answer
   */
  <T> T ask(Function<DockerClient, T> request) throws IOException {
    return send(
        docker -> {
          for (int left = TRIES - 1; ; left--) {
            try {
              return request.apply(docker);
            } catch (DockerException e) {
              throw e;
            } catch (RuntimeException e) {
              if (left == 0) {
                throw e;
              }
              pause(1000);
            }
          }
        },
        ANSWER_LIMIT);
  }

  /** As {@link #ask}, for what must not be sent twice. */
  <T> T tell(Function<DockerClient, T> request) throws IOException {
    return send(request, ANSWER_LIMIT);
  }

  /** As {@link #tell}, with a limit of its own. */
  <T> T send(Function<DockerClient, T> request, Duration limit) throws IOException {
    try {
      return CompletableFuture.supplyAsync(() -> request.apply(client), threads)
          .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof DockerException refusal) {
        throw refusal;
      }
      throw unreachable(
          e.getCause() instanceof TimeoutException
              ? "no answer within " + limit.toSeconds() + " s"
              : EngineFailure.deepest(e.getCause()),
          e.getCause());
    } catch (RejectedExecutionException e) {
      throw unreachable("the connection to it is closed", e);
    }
  }

  private IOException unreachable(String fact, Throwable cause) {
    return new IOException(
        "the Docker engine at "
            + address.engine()
            + " does not answer: "
            + fact
            + ". Perhaps you should see whether it runs: docker info",
        cause);
  }

  /**
   * Begins an answer that comes in pieces, on a thread of the client.
   *
   * @param request hands the client the callback that receives the pieces
   */
  void stream(java.util.function.Consumer<DockerClient> request) {
    request.accept(client);
  }

  /** Runs something in the background until it ends or the engine is closed. */
  CompletableFuture<Void> inBackground(Runnable work) {
    return CompletableFuture.runAsync(work, threads);
  }

  /**
   * Removes a container with its volumes, and returns when it is gone; does nothing if it is gone
   * already.
   *
   * @param container its name or id
   * @throws DockerException if the engine refuses
   * @throws IOException if it does not answer
   */
  void remove(String container) throws IOException {
    ask(
        docker -> {
          try {
            return docker
                .removeContainerCmd(container)
                .withForce(true)
                .withRemoveVolumes(true)
                .exec();
          } catch (NotFoundException e) {
            return null; // gone, which is what was asked for
          } catch (ConflictException e) {
            return awaitGone(docker, container, e); // somebody else is removing it
          }
        });
  }

  private static Void awaitGone(DockerClient docker, String container, ConflictException refusal) {
    long deadline = System.nanoTime() + REMOVAL_LIMIT.toNanos();
    while (System.nanoTime() - deadline < 0) {
      try {
        docker.inspectContainerCmd(container).exec();
      } catch (NotFoundException e) {
        return null;
      }
      pause(50);
    }
    throw refusal;
  }

  /** Only for our own threads, which are interrupted by {@link #close} alone. */
  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the connection to the Docker engine was closed", e);
    }
  }

  /** Ends the connections and what runs in the background. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      client.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(
          "the connection to the Docker engine at " + address.engine() + " could not be closed", e);
    }
  }
}
